import t from 'tap'
import { policyRequestFromManifest } from '../../src/policy/request-from-manifest.ts'
import type { RequestPart } from '../../src/policy/request-from-manifest.ts'
import type { Head } from '../../src/protocol/statements/head.ts'
import type { BodyType } from '../../src/protocol/vocabulary.ts'

const AT = '2026-03-02T09:40:00.000Z'
const DIGEST = 'A'.repeat(43)
const BODIES: Readonly<Record<string, BodyType>> = { polisen: 'police', socialen: 'social-board' }

const directory = {
  findFunction: (id: string) => {
    const [agency, name] = id.split('/') as [string, string]
    const bodyType = BODIES[agency]
    if (bodyType === undefined) return undefined
    return { agency, bodyType, servesFearedPerpetrator: name === 'valdsutovare' }
  },
}

const head: Head = {
  v: 1,
  id: '019cae11-0000-7000-8000-000000000001',
  type: 'risk-assessment',
  typeVersion: 1,
  case: '7KQ4-XRM2',
  caseType: 'intimate-partner-violence',
  from: {
    agency: 'polisen',
    function: 'polisen/utredning',
    member: '019cae11-0000-7000-8000-000000000002',
    kid: DIGEST,
    credential: DIGEST,
  },
  to: ['socialen/mottagning', 'socialen/valdsutovare'],
  decisionFunction: 'polisen/beslut',
  createdAt: AT,
  urgency: 'priority',
  purpose: 'prevent-crime',
  facts: { investigationInterest: false },
  subjects: [{ id: 's1', role: 'feared-perpetrator', protection: 'none' }],
  grounds: [
    {
      subject: 's1',
      rule: 'osl-10-15a',
      version: '2025-12-01',
      facts: { neededForPurpose: true },
      motive: { part: 'p2', commitment: DIGEST },
    },
    { subject: 's1', rule: 'osl-12-2', version: '2013-01-01', facts: {} },
  ],
  harmTests: [
    {
      lock: 'osl-18-1',
      subject: 's1',
      receiver: 'socialen/mottagning',
      holds: false,
      motive: { part: 'p1', commitment: DIGEST },
    },
  ],
  guard: { version: 'guard-1', hits: [], overrides: [] },
  policySet: DIGEST,
}
const parts: readonly RequestPart[] = [
  {
    id: 'p1',
    subject: 's1',
    category: 'risk',
    readers: ['polisen/utredning', 'socialen/mottagning'],
  },
  { id: 'p2', subject: 's1', category: 'motive', readers: ['polisen/utredning', 'polisen/beslut'] },
]

const request = policyRequestFromManifest(head, parts, directory, AT)

t.test('the moment is that of release, not that of writing', async (t) => {
  const later = '2026-03-03T09:40:00.000Z'
  t.equal(policyRequestFromManifest(head, parts, directory, later).at, later)
})

t.test(
  'lists every receiver and reader but the sender, with what rules ask about them',
  async (t) => {
    t.same(request.from, { agency: 'polisen', function: 'polisen/utredning', bodyType: 'police' })
    t.same(
      request.to.map(({ function: id, bodyType, servesFearedPerpetrator }) => [
        id,
        bodyType,
        servesFearedPerpetrator,
      ]),
      [
        ['polisen/beslut', 'police', false],
        ['socialen/mottagning', 'social-board', false],
        ['socialen/valdsutovare', 'social-board', true],
      ],
    )
  },
)

t.test('a motive counts only if it is a sealed motive part', async (t) => {
  t.same(
    request.grounds.map(({ motive }) => motive),
    [true, false],
  )
  t.equal(request.harmTests[0]!.motive, false, 'p1 is no motive')
})

t.test('passes on what is said about subjects, parts and facts', async (t) => {
  t.same(request.subjects, head.subjects)
  t.same(request.parts, parts)
  t.same(request.facts, head.facts)
  t.match(request, {
    purpose: 'prevent-crime',
    urgency: 'priority',
    messageType: 'risk-assessment',
  })
})

t.test('refuses a function that the directory does not know', async (t) => {
  const to = ['okand/mottagning']
  t.throws(() => policyRequestFromManifest({ ...head, to }, parts, directory, AT), {
    name: 'PolicyError',
    code: 'receiver-unknown',
  })
})

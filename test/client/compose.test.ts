import t from 'tap'
import { differenceCodes } from '../../src/client/open-disclosure.ts'
import type { Draft } from '../../src/client/draft.ts'
import { composeDisclosure, previewDisclosure } from '../../src/client/compose.ts'
import type { ComposeInput } from '../../src/client/compose.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { parseSubmission } from '../../src/protocol/submission.ts'
import { BOARD, NOW, POLICE, testSigningKey } from '../fixtures/agency.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { keysOf, REFERRAL, testDirectory, textsOf } from '../fixtures/exchange.ts'
import { messageType } from '../fixtures/message-types.ts'
import { composeInput, handoverOf, openAsBoard, sentReferral } from '../fixtures/sent-disclosure.ts'

const compose = (changes: Partial<ComposeInput>) => () => composeDisclosure(composeInput(changes))
const draft = (changes: Partial<Draft>) => ({ draft: { ...REFERRAL, ...changes } })

/** The referral with an identity number in its free text. */
function withNumberInText(): JsonObject {
  const { situation } = REFERRAL.document as { situation: JsonObject }
  const event = 'Hon, 19920318-2382, har utsatts för hot.'
  return { ...REFERRAL.document, situation: { ...situation, event } }
}

t.test(
  'what the police compose the social board opens, whole and without a difference',
  async (t) => {
    const sent = sentReferral()
    const opened = openAsBoard(handoverOf(sent))
    t.same(opened.document, REFERRAL.document)
    t.equal(opened.isWhole, true)
    t.equal(opened.author, POLICE.author.payload.name)
    t.same(opened.differences, [])
  },
)

t.test('what is sent holds no word of the document', async (t) => {
  const { submission } = sentReferral().sealed
  const { manifest } = parseSubmission(submission)
  const head = atob(JSON.parse(atob(manifest.split('.')[1]!)).head)
  for (const word of ['Tuvalisa', 'hot av en tidigare sambo', '070-174', 'Testgren']) {
    t.notOk(Buffer.from(submission).includes(word), word)
    t.notOk(head.includes(word), word)
  }
})

t.test('says which keys it was sealed to', async (t) => {
  t.same(Object.fromEntries(sentReferral().sealed.sealedTo), {
    [POLICE.functionKey.function]: POLICE.sealingKey.kid,
    [BOARD.functionKey.function]: BOARD.sealingKey.kid,
  })
})

t.test('the wording of a rule that is in force today is chosen when none is named', async (t) => {
  const { plan } = previewDisclosure(composeInput())
  t.equal(plan.head.grounds[0]?.version, '2013-01-01')
  t.throws(compose(draft({ grounds: [{ subject: 's1', rule: 'osl-99-1' }] })), {
    code: 'draft-invalid',
    places: [{ pointer: '/grounds/0/rule', rule: 'in-force' }],
  })
})

t.test('a part that is kept from a receiver is not in that receiver’s keyring', async (t) => {
  const readers = [{ subject: 's1', category: 'contact' as const, to: [] }]
  const opened = openAsBoard(handoverOf(sentReferral(draft({ readers }))))
  t.equal(opened.document['contact'], undefined)
  t.equal(opened.isWhole, false)
  t.same(opened.differences, [])
})

t.test('a motive goes to the own agency alone, committed to in the head', async (t) => {
  const grounds = REFERRAL.grounds!.map((ground) => ({ ...ground, motive: 'Hon bad om det.' }))
  const sent = sentReferral(draft({ grounds }))
  const { parts } = sent.sealed.manifest.payload
  const motives = parts.filter(({ category }) => category === 'motive')
  t.equal(motives.length, 3)
  for (const motive of motives) t.same(motive.readers, [POLICE.functionKey.function])
  const reference = sent.plan.head.grounds[0]!.motive!
  t.equal(parts.find(({ id }) => id === reference.part)?.commitment, reference.commitment)

  t.same(openAsBoard(handoverOf(sent)).motives.size, 0)
  const own = { function: POLICE.functionKey.function, keys: keysOf(POLICE) }
  const opened = openAsBoard(handoverOf(sent, own.function), { reader: own })
  t.same([...opened.motives.values()], ['Hon bad om det.', 'Hon bad om det.', 'Hon bad om det.'])
})

t.test('a motive without a word is a difference to who decides', async (t) => {
  const grounds = REFERRAL.grounds!.map((ground) => ({ ...ground, motive: ' ' }))
  const sent = sentReferral(draft({ grounds }))
  const own = { function: POLICE.functionKey.function, keys: keysOf(POLICE) }
  const { motives, differences } = openAsBoard(handoverOf(sent, own.function), { reader: own })
  t.equal(motives.size, 0)
  t.same(differenceCodes(differences), ['motive-empty'])
})

t.test('a reply protects each person at least as what it replies to does', async (t) => {
  const protections = (changes: Partial<Draft>) => {
    const { plan } = previewDisclosure(composeInput(draft(changes)))
    return plan.head.subjects.map(({ role, protection }) => `${role} ${protection}`)
  }
  const raised = [
    { role: 'victim', protection: 'skyddad-folkbokforing' },
    { role: 'victim', protection: 'none' },
  ] as const
  const stated = { s1: 'local-threat' } as const
  t.ok(protections({ protection: stated }).includes('victim local-threat'))
  t.ok(
    protections({ protection: stated, answered: raised }).includes('victim skyddad-folkbokforing'),
  )
  const lower = [{ role: 'victim', protection: 'none' }] as const
  t.ok(protections({ protection: stated, answered: lower }).includes('victim local-threat'))
})

t.test('a subject whose protection is not answered counts as unknown', async (t) => {
  const { protection: _, ...rest } = REFERRAL
  const { plan } = previewDisclosure(composeInput({ draft: rest }))
  const unknown = plan.head.subjects.filter(({ role }) => role !== 'professional')
  t.ok(unknown.length > 0 && unknown.every(({ protection }) => protection === 'unknown'))
})

t.test('refuses to seal what the law denies', async (t) => {
  t.throws(compose(draft({ grounds: [] })), { name: 'ClientError', code: 'policy-denied-here' })
})

t.test('refuses a number in free text about somebody protected, and says where', async (t) => {
  const guarded = {
    document: withNumberInText(),
    protection: { s1: 'local-threat' as const },
    facts: { investigationInterest: false, addressFromRegister: false },
  }
  t.throws(compose(draft(guarded)), {
    code: 'guard-hits',
    places: [{ pointer: '/document/situation/event' }],
  })
})

t.test(
  'states a hit in the head without where or what, when somebody is to release it',
  async (t) => {
    const changes = draft({ document: withNumberInText() })
    const { plan } = composeDisclosure(composeInput(changes))
    t.same(plan.head.guard.hits, [{ detector: 'personal-identity-number', count: 1 }])
    t.same(openAsBoard(handoverOf(sentReferral(changes))).differences, [])
  },
)

t.test('refuses receivers that cannot be sent to', async (t) => {
  const rule = (to: string) =>
    (t.throws(compose(draft({ to: [to] }))) as unknown as { code: string }).code
  t.equal(rule(`${BOARD.agency}/okand`), 'receiver-unknown')
  t.equal(rule('kommunen-nowhere/funktion'), 'agency-not-pinned')
})

t.test('refuses a roster that is older than 72 hours', async (t) => {
  t.throws(compose({ now: NOW + 80 * 3_600_000 }), { code: 'roster-expired' })
})

t.test(
  'an acute alert passes an expired roster when asked for, and nothing else does',
  async (t) => {
    const later = { now: NOW + 80 * 3_600_000, acuteDespiteStaleRoster: true }
    const { grounds: _, protection: __, ...rest } = REFERRAL
    const alert: Draft = {
      ...rest,
      type: 'acute-alert',
      document: EXAMPLES['acute-alert']!,
      urgency: 'acute',
    }
    const type = messageType('acute-alert')
    const preview = (changes: Partial<ComposeInput>) => previewDisclosure(composeInput(changes))
    t.equal(preview({ ...later, draft: alert, type }).plan.head.type, 'acute-alert')
    const unasked = { ...later, draft: alert, type, acuteDespiteStaleRoster: false }
    t.throws(() => preview(unasked), { code: 'roster-expired' })
    const urgent = { ...later, ...draft({ urgency: 'acute' }) }
    t.throws(() => preview(urgent), { code: 'roster-expired' }, 'another type that is called acute')
  },
)

t.test('refuses keys that the roster does not list, or without the role', async (t) => {
  const stranger = { ...keysOf(POLICE), signing: testSigningKey(77) }
  t.throws(compose({ keys: stranger }), { code: 'credential-unsuitable' })
  const decider = keysOf(POLICE, POLICE.decisionMaker)
  t.throws(compose({ keys: decider }), { code: 'credential-unsuitable' })
  t.throws(compose(draft({ from: BOARD.functionKey.function })), { code: 'function-unknown' })
})

t.test('refuses a document that does not fit its type, with places and no values', async (t) => {
  const document = { ...REFERRAL.document, answer: { answer: 'Tuvalisa' } }
  const error = t.throws(compose(draft({ document })), { code: 'draft-invalid' })
  t.match(error, { places: [{ pointer: '/document/answer/answer' }] })
  t.notMatch(JSON.stringify(error), /Tuvalisa/)
})

t.test(
  'refuses to ask for an answer in a time that has passed, or further off than a year',
  async (t) => {
    for (const [respondBy, rule] of [
      ['2020-01-01T12:00:00.000Z', 'past'],
      ['2062-03-02T12:00:00.000Z', 'far'],
    ])
      t.throws(compose(draft({ respondBy: respondBy! })), {
        code: 'draft-invalid',
        places: [{ pointer: '/respondBy', rule }],
      })
  },
)

t.test('refuses readers and protections of nobody', async (t) => {
  const readers = [{ to: ['polisen-sydlanda/annan'] }]
  t.throws(compose(draft({ readers })), {
    code: 'draft-invalid',
    places: [{ pointer: '/readers/0/to/0' }],
  })
  t.throws(compose(draft({ protection: { s9: 'none' } })), {
    code: 'draft-invalid',
    places: [{ pointer: '/protection/s9' }],
  })
})

t.test('seals to the key of the verified directory, whatever a gateway would like', async (t) => {
  const agencies = [textsOf(POLICE), textsOf(BOARD, { functionKeys: [POLICE.functionKeyText] })]
  t.throws(() => testDirectory(agencies), { code: 'function-key-missing' })
})

t.test('the submission is not longer for another answer of the same question', async (t) => {
  const other = { ...REFERRAL.document, household: { children: 'yes', concernReported: 'yes' } }
  const sizes = [REFERRAL.document, other].map(
    (document) => sentReferral(draft({ document })).sealed.submission.length,
  )
  t.equal(sizes[0], sizes[1])
})

import fc from 'fast-check'
import t from 'tap'
import {
  joinDocument,
  listSubjects,
  splitDocument,
  verifyParts,
} from '../../src/protocol/document.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { answersOf } from '../../src/protocol/message-lint-leaf.ts'
import {
  findDocumentIssues,
  parseMessageType,
  verifyDocument,
  verifyConsent,
  verifyHeadFits,
  verifyPartsFit,
} from '../../src/protocol/message-type.ts'
import { encodePartContent, parsePartContent } from '../../src/protocol/part-content.ts'
import { documentOf } from '../fixtures/document-arbitrary.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { inventedSchema } from '../fixtures/invented-message-type.ts'
import { MESSAGE_SCHEMAS, MESSAGE_TYPES, messageType } from '../fixtures/message-types.ts'
import { sortedJson } from '../fixtures/sorted-json.ts'

t.test('knows the eight message types and the synthetic one', async (t) => {
  t.same(
    MESSAGE_TYPES.map(({ type, version }) => `${type} ${version}`),
    Object.keys(MESSAGE_SCHEMAS).map((type) => `${type} 1`),
  )
})

t.test('names as an answer only a type that exists', async (t) => {
  const names = new Set(MESSAGE_TYPES.map(({ type }) => type))
  t.ok(MESSAGE_TYPES.flatMap(({ answers }) => answers).every((answer) => names.has(answer)))
})

t.test('asks for an answer in whole days, by a field that the type has', async (t) => {
  const schema = MESSAGE_SCHEMAS['child-concern'] as JsonObject
  const message = schema['x-message'] as JsonObject
  const withAnswer = (answerWithin: JsonValue) =>
    parseMessageType({ ...schema, 'x-message': { ...message, answerWithin } })
  const good = { field: '/feedback/wanted', is: 'yes', days: 21 }
  t.same(withAnswer(good).answerWithin, good)
  for (const bad of [
    { ...good, field: '/feedback/nothing' },
    { ...good, days: 0 },
    { ...good, days: 1.5 },
    { ...good, days: 367 },
    { ...good, is: 1 },
    { ...good, hours: 2 },
    'P21D',
  ])
    t.throws(() => withAnswer(bad as JsonValue), { code: 'message-type-invalid' })
})

t.test('lets what a leaf carries never reach a notification or a statistic', async (t) => {
  const leaky = MESSAGE_TYPES.flatMap(({ type, leaves }) =>
    Array.from(leaves.values())
      .filter(({ never }) => !never.includes('notification') || !never.includes('statistics'))
      .map(({ template }) => `${type} ${template}`),
  )
  t.same(leaky, [])
})

t.test('has no field for an address, a protection level or a legal motive', async (t) => {
  const names = MESSAGE_TYPES.flatMap(({ leaves }) => Array.from(leaves.keys()))
  t.same(
    names.filter((name) => /street|postal|protectionLevel|motive|municipality/i.test(name)),
    [],
  )
})

/**
 * Mandatory fields without "unknown" among their answers: what the sender did or decided, which he always knows. About a
 * person one can always answer that it is not known, so that nobody invents data (practice.md §2.0).
 */
const OWN_ACT = [
  '/actions/#/by',
  '/actions/#/owner',
  '/actions/#/responsible',
  '/actions/#/state',
  '/actions/#/what',
  '/assessment/assessedOn',
  '/assessment/depth',
  '/assessment/sources',
  '/assessment/validUntil',
  '/awareness/victimInformed',
  '/basis/assessedOn',
  '/basis/validUntil',
  '/emergency/calls',
  '/exposure/nature',
  '/lead/agency',
  '/lead/name',
  '/lead/substitute',
  '/need/kinds',
  '/observation/made',
  '/period/followUp',
  '/period/from',
  '/period/until',
  '/perpetratorSituation/nature',
  '/request/actions',
  '/review/triggers',
  '/urgency/called',
  '/violence/nature',
  '/vulnerability/nature',
  '/weapons/nature',
  '/whereabouts/nature',
]
const UNKNOWN = ['unknown', 'not-asked', 'not-assessed', 'insufficient', 'none']

t.test('lets "unknown" answer every mandatory question about a person', async (t) => {
  const forced = MESSAGE_TYPES.flatMap(({ type, schema, leaves }) =>
    Array.from(leaves.values())
      .filter(({ subject }) => subject !== 'professional')
      .filter(({ template }) => isMandatory(schema, template))
      .filter(({ template }) => !OWN_ACT.includes(template))
      .filter((leaf) => !answersOf(leaf.schema)?.some((answer) => UNKNOWN.includes(answer)))
      .map(({ template }) => `${type} ${template}`),
  )
  t.same(forced, [])
})

/** Whether every document has this leaf: its section requires it, and is itself required, up to the root. */
function isMandatory(schema: JsonObject, template: string): boolean {
  let at = schema
  for (const token of template.slice(1).split('/')) {
    if (token === '#') at = at['items'] as JsonObject
    else if (!((at['required'] ?? []) as readonly JsonValue[]).includes(token)) return false
    else at = (at['properties'] as JsonObject)[token] as JsonObject
  }
  return true
}

for (const type of MESSAGE_TYPES) {
  t.test(`accepts the example: ${type.type}`, async (t) => {
    t.same(findDocumentIssues(type, EXAMPLES[type.type]!), [])
    t.equal(verifyDocument(type, EXAMPLES[type.type]!), EXAMPLES[type.type])
  })
}

/** The example with one value set, or removed. */
function changed(name: string, path: readonly string[], value?: JsonValue): JsonObject {
  const document = structuredClone(EXAMPLES[name]!) as Record<string, JsonValue>
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, JsonValue>>((at, token) => at[token] as never, document)
  if (value === undefined) delete parent[path.at(-1)!]
  else parent[path.at(-1)!] = value
  return document
}

const rules: [
  why: string,
  type: string,
  path: string[],
  value: JsonValue | undefined,
  at: string,
][] = [
  ['an unknown member', 'acute-alert', ['street'], 'Storgatan 1', ''],
  ['a missing section', 'acute-alert', ['danger'], undefined, '/danger'],
  ['an unknown answer', 'acute-alert', ['danger', 'level'], 'extreme', '/danger/level'],
  ['a day that does not exist', 'status-reply', ['asOf'], '2026-02-30', '/asOf'],
  ['a time in another form', 'acute-alert', ['call', 'at'], '2026-03-06 20:05', '/call/at'],
  ['an empty list', 'risk-assessment', ['children'], [], '/children'],
  ['high risk without a scenario', 'risk-assessment', ['scenario'], undefined, '/scenario'],
  ['children without a list of them', 'risk-assessment', ['children'], undefined, '/children'],
  ['a weapon of no kind', 'risk-assessment', ['weapons', 'kinds'], undefined, '/weapons/kinds'],
  ['a known name left out', 'risk-assessment', ['victim', 'name'], undefined, '/victim/name'],
  [
    'a case number of another form',
    'risk-assessment',
    ['investigation', 'caseNumbers'],
    ['K1'],
    '/investigation/caseNumbers/0',
  ],
  ['yes to support without consent', 'support-referral', ['consent'], undefined, '/consent'],
  [
    'an answer to a question not asked',
    'support-referral',
    ['question'],
    { asked: 'no', whyNot: 'not-safe' },
    '/answer/answer',
  ],
  ['a report that rests on nothing', 'child-concern', ['told'], undefined, ''],
  ['a question beside a child inquiry', 'status-reply', ['kind'], 'child-concern', '/question'],
  [
    'a request for everything',
    'information-request',
    ['question', 'categories'],
    ['everything'],
    '/question/categories/0',
  ],
  [
    'a request with a wildcard',
    'information-request',
    ['fearedPerpetrator', 'name'],
    'Gorm*',
    '/fearedPerpetrator/name',
  ],
  [
    'a request about another person too',
    'information-request',
    ['child'],
    { nameStatus: 'unknown', numberKind: 'unknown' },
    '/child',
  ],
  [
    'a refusal that gives data',
    'information-reply',
    ['outcome', 'given'],
    'refused',
    '/fearedPerpetrator',
  ],
  [
    'a place told by phone and written',
    'acute-alert',
    ['meeting', 'place'],
    'Torget',
    '/meeting/place',
  ],
  ['a call without a number', 'acute-alert', ['contact', 'phone'], undefined, '/contact/phone'],
]
for (const [why, name, path, value, pointer] of rules) {
  t.test(`refuses a ${name} with ${why}, and says where`, async (t) => {
    const type = messageType(name)
    const document =
      why === 'a report that rests on nothing' ? changedReport() : changed(name, path, value)
    t.throws(() => verifyDocument(type, document), {
      name: 'ProtocolError',
      code: 'document-invalid',
    })
    const pointers = findDocumentIssues(type, document).map((issue) => issue.pointer)
    t.ok(
      pointers.includes(why === 'a report that rests on nothing' ? '/told' : pointer),
      pointers.join(),
    )
  })
}

function changedReport(): JsonObject {
  const { told, ...document } = changed('child-concern', ['observation'], { made: 'no' })
  t.ok(told)
  return document
}

t.test('refuses a day before the day that it follows, and says where', async (t) => {
  const days: [type: string, path: string[], day: string][] = [
    ['risk-assessment', ['assessment', 'validUntil'], '2026-03-01'],
    ['support-referral', ['consent', 'validUntil'], '2026-03-01'],
    ['child-concern', ['period', 'latest'], '2025-02-28'],
  ]
  for (const [name, path, day] of days) {
    const issues = findDocumentIssues(messageType(name), changed(name, path, day))
    t.same(issues, [{ pointer: `/${path.join('/')}`, keyword: 'x-not-before' }])
  }
  const lists = parseMessageType(inventedSchema)
  const keeper = (since: string) => ({ hired: '2026-03-02', since })
  const document = {
    animal: { level: 'tame' },
    keepers: [keeper('2026-03-02'), keeper('2026-03-01')],
  }
  t.same(findDocumentIssues(lists, document), [
    { pointer: '/keepers/1/since', keyword: 'x-not-before' },
  ])
})

t.test('never repeats what the document says in its refusal', async (t) => {
  const document = changed('acute-alert', ['danger', 'Tuvalisa Påhittad'], 'bor på Storgatan')
  try {
    verifyDocument(messageType('acute-alert'), document)
    t.fail('was accepted')
  } catch (error) {
    const { message, cause } = error as Error
    t.notMatch(JSON.stringify({ message, cause }), /Storgatan|Tuvalisa/)
  }
})

t.test('demands of a head what the type demands', async (t) => {
  const unfit = { name: 'ProtocolError', code: 'head-unfit-for-type' }
  const head = { typeVersion: 1, urgency: 'normal' as const }
  const alert = { ...head, type: 'acute-alert' }
  t.throws(() => verifyHeadFits(messageType('acute-alert'), alert), unfit)
  verifyHeadFits(messageType('acute-alert'), { ...alert, urgency: 'acute' })
  const reply = { ...head, type: 'status-reply' }
  t.throws(() => verifyHeadFits(messageType('status-reply'), reply), unfit)
  verifyHeadFits(messageType('status-reply'), { ...reply, inReplyTo: 'x' })
  const request = { ...head, type: 'information-request' }
  t.throws(() => verifyHeadFits(messageType('information-request'), request), unfit)
  verifyHeadFits(messageType('information-request'), { ...request, respondBy: 'x' })
  t.throws(() => verifyHeadFits(messageType('risk-assessment'), alert), unfit, 'another type')
  const newer = { ...head, type: 'risk-assessment', typeVersion: 2 }
  t.throws(() => verifyHeadFits(messageType('risk-assessment'), newer), unfit, 'another version')
})

t.test(
  'POL-4: how it goes for somebody is told with that person’s consent, and under no other ground',
  async (t) => {
    const unfit = { name: 'ProtocolError', code: 'head-unfit-for-type' }
    const reply = messageType('status-reply')
    const state = { subject: 's1', category: 'plan' as const }
    const consent = { subject: 's1', rule: 'osl-12-2' }
    verifyConsent(reply, [consent], [state])
    verifyConsent(reply, [], [{ subject: 's2', category: 'metadata' }])
    verifyConsent(
      reply,
      [{ subject: 's2', rule: 'osl-26-9a' }],
      [{ subject: 's2', category: 'children' }],
    )
    for (const grounds of [
      [],
      [{ subject: 's1', rule: 'osl-10-18c' }],
      [consent, { subject: 's1', rule: 'osl-10-18c' }],
      [{ subject: 's2', rule: 'osl-12-2' }],
    ])
      t.throws(() => verifyConsent(reply, grounds, [state]), unfit, JSON.stringify(grounds))
    verifyConsent(messageType('risk-assessment'), [], [state])
  },
)

t.test('what goes with consent alone is a category that the type tells, under rules', async (t) => {
  const schema = MESSAGE_SCHEMAS['status-reply'] as JsonObject
  const message = schema['x-message'] as JsonObject
  for (const consent of [
    { health: ['osl-12-2'] },
    { plan: [] },
    { nothing: ['osl-12-2'] },
    [],
    { plan: 'osl-12-2' },
  ])
    t.throws(() => parseMessageType({ ...schema, 'x-message': { ...message, consent } }), {
      code: 'message-type-invalid',
    })
})

t.test('has only parts that a document of the type can have', async (t) => {
  const risk = messageType('risk-assessment')
  const subjects = [
    { id: 's1', role: 'victim' as const },
    { id: 's2', role: 'professional' as const },
  ]
  verifyPartsFit(risk, subjects, [
    { subject: 's1', category: 'contact' },
    { subject: 's2', category: 'metadata' },
    { subject: 's1', category: 'motive' },
  ])
  const unfit = { name: 'ProtocolError', code: 'head-unfit-for-type' }
  for (const part of [
    { subject: 's2', category: 'contact' as const },
    { subject: 's1', category: 'metadata' as const },
    { subject: 's1', category: 'location' as const },
    { subject: 's3', category: 'contact' as const },
  ])
    t.throws(() => verifyPartsFit(risk, subjects, [part]), unfit)
})

t.test('sends a type round that no code knows', async () => {
  const type = parseMessageType(inventedSchema)
  fc.assert(
    fc.property(documentOf(type), (document) => {
      const roles = new Map(listSubjects(type, document).map(({ id, role }) => [id, role]))
      const received = splitDocument(type, document).map((part) => ({
        ...part,
        subjectRole: roles.get(part.subject)!,
        content: parsePartContent(type, encodePartContent(type, part.content)),
      }))
      const contents = received.map(({ content }) => content)
      const joined = sortedJson(joinDocument(type, contents))
      return joined === sortedJson(document) && sortedJson(verifyParts(type, received)) === joined
    }),
  )
})

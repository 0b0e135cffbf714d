/** What an author is told while writing. */
import t from 'tap'
import { askGrounds, suggestGrounds } from '../../../src/client/writing/ask-grounds.ts'
import { askedIn } from '../../../src/client/writing/asked.ts'
import { checkSheet } from '../../../src/client/writing/check-sheet.ts'
import { prunedDocument } from '../../../src/client/writing/effective-schema.ts'
import { askedAnew, asksTellsWhere } from '../../../src/client/writing/tells-where.ts'
import type { DeskInput } from '../../../src/client/writing/check-sheet.ts'
import type { Sheet } from '../../../src/client/writing/sheet.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { BOARD, ISSUED, POLICE } from '../../fixtures/agency.ts'
import { encodeTime } from '../../../src/protocol/time.ts'
import { EXAMPLES } from '../../fixtures/example-documents.ts'
import { messageType } from '../../fixtures/message-types.ts'
import { composeInput } from '../../fixtures/sent-disclosure.ts'

const BOARD_FUNCTION = BOARD.functionKey.function
const DOCUMENT = EXAMPLES['risk-assessment']!

const SHEET: Sheet = {
  v: 1,
  type: 'risk-assessment',
  document: DOCUMENT,
  sections: Object.keys(DOCUMENT),
  from: POLICE.functionKey.function,
  to: [BOARD_FUNCTION],
  urgency: 'priority',
  purpose: 'prevent-crime',
  facts: {},
  protection: {
    victim: 'none',
    'feared-perpetrator': 'none',
    '/children/0': 'none',
    '/children/1': 'none',
  },
  grounds: [],
  harmTests: [],
  readers: [],
}

function desk(changes: Partial<Sheet> = {}): DeskInput {
  const { draft: _, type: __, ...rest } = composeInput()
  return { ...rest, sheet: { ...SHEET, ...changes }, type: messageType('risk-assessment') }
}

t.test('a page that is empty is told what is missing, and nothing of the law', async (t) => {
  const check = checkSheet(desk({ document: {}, sections: [], to: [] }))
  t.equal(check.outcome, null)
  t.same(check.obstacles, ['receiver', 'incomplete'])
  t.ok(check.missing.length > 3)
})

t.test('an unfinished document is judged by what it holds so far', async (t) => {
  const { danger: _, ...document } = DOCUMENT as JsonObject
  const check = checkSheet(desk({ document: { victim: document['victim']! } }))
  t.equal(check.outcome, 'deny')
  t.ok(check.missing.length > 0)
  t.ok(check.parts.every(({ person }) => person === 'victim'))
  t.match(check.summary.sv[0], /^Nej\./)
})

t.test('a list of members that is more than a day old is told, also a receiver’s', async (t) => {
  const now = Date.parse(ISSUED) + 24 * 3_600_000
  const staleAt = (ms: number, to: readonly string[]) =>
    checkSheet({ ...desk({ to }), now: ms }).stale
  t.same(staleAt(now, [BOARD_FUNCTION]), [])
  t.same(staleAt(now + 1, [BOARD_FUNCTION]), [POLICE.agency, BOARD.agency])
  t.same(staleAt(now + 1, []), [POLICE.agency])
})

t.test('the questions of the helper lead to grounds with which the law lets it go', async (t) => {
  const input = desk()
  t.equal(checkSheet(input).outcome, 'deny')
  const list = askGrounds(input)
  t.ok(list.questions.length >= 2 && list.questions.length <= 5, String(list.questions.length))
  const facts = {
    neededForPurpose: true,
    overridingSecrecyReasons: false,
    investigationInterest: false,
    childMayBeHarmed: true,
    under18AtRelease: true,
    concernsChildsSituation: true,
    individuallyAssessed: true,
  }
  const consents = { victim: { givenOn: '2026-03-02', validUntil: '2026-09-02' } }
  const suggestion = suggestGrounds(input, list, { facts, consents })
  t.ok(suggestion.grounds.length > 0)
  const grounds = suggestion.grounds.map(({ person, rule, facts }) => ({
    person,
    rule,
    facts,
    motive: 'Behövs för att skydda henne.',
  }))
  const check = checkSheet(desk({ grounds, facts: suggestion.facts }))
  t.not(check.outcome, 'deny', check.summary.sv.join('\n'))
})

t.test('a no leads to no ground', async (t) => {
  const input = desk()
  const facts = { neededForPurpose: false, childMayBeHarmed: false }
  t.same(
    suggestGrounds(input, askGrounds(input), { facts, consents: { victim: null } }).grounds,
    [],
  )
})

t.test(
  'somebody protected: marked words stop the message, and the question is asked',
  async (t) => {
    const text =
      'Hon bor nu hos sin syster på Sagostigen 4 i Påhittsköping, dottern går på Trollskolan, ring 070-1740605.'
    const protection = { ...SHEET.protection, victim: 'skyddad-folkbokforing' } as const
    const document = { ...DOCUMENT, scenario: { text } }
    const check = checkSheet(desk({ document, protection }))
    t.same(
      check.hits.map(({ detector }) => detector),
      ['street-address', 'place-name', 'school', 'phone-number'],
    )
    t.ok(check.hits.every(({ pointer }) => pointer === '/scenario/text'))
    t.ok(check.obstacles.includes('guard'))
    t.ok(check.needs.includes('guard-release'))

    const unprotected = checkSheet(desk({ document }))
    t.notOk(unprotected.obstacles.includes('guard'))
  },
)

t.test(
  'a sentence that only leads there by what else is known: the question is asked all the same',
  async (t) => {
    const text = 'Hon är hos systern, andra sidan bron, buss 999 till ändhållplatsen.'
    const document = { ...DOCUMENT, scenario: { text } }
    const protection = { ...SHEET.protection, victim: 'skyddad-folkbokforing' } as const
    const check = checkSheet(desk({ document, protection }))
    t.same(check.hits, [])
    t.ok(asksTellsWhere(check))
    t.ok(check.obstacles.includes('tells-where'))
    t.ok(
      checkSheet(
        desk({ document, protection, facts: { togetherRevealPlace: true } }),
      ).obstacles.includes('tells-where'),
    )
    t.notOk(
      checkSheet(
        desk({ document, protection, facts: { togetherRevealPlace: false } }),
      ).obstacles.includes('tells-where'),
    )
  },
)

t.test(
  'the answer is a fact that the law asks for: without it, or with a yes, its lock lies on every part about her',
  async (t) => {
    const protection = { ...SHEET.protection, victim: 'skyddad-folkbokforing' } as const
    const told = (facts: Sheet['facts']) =>
      checkSheet(desk({ protection, facts })).summary.sv.join('\n')
    t.match(told({}), /21 kap\. 3 a §/)
    t.match(told({ togetherRevealPlace: true }), /21 kap\. 3 a §/)
    t.notMatch(told({ togetherRevealPlace: false }), /21 kap\. 3 a §/)
  },
)

t.test(
  'an answer that names nobody but staff: marked words about the person of the question stop it',
  async (t) => {
    const { draft: _, type: __, ...rest } = composeInput()
    const sheet: Sheet = {
      ...SHEET,
      type: 'status-reply',
      document: {
        asOf: '2026-03-02',
        question: 'Hon bor på Sagostigen 4, kan ni åka dit?',
      },
      sections: ['question'],
      protection: {},
      inReplyTo: '019ce0a6-7e3a-7000-8000-000000000001',
    }
    const type = messageType('status-reply')
    const alone = checkSheet({ ...rest, sheet, type })
    t.ok(alone.hits.length > 0)
    t.notOk(alone.obstacles.includes('guard'))
    const check = checkSheet({
      ...rest,
      sheet,
      type,
      answered: [{ role: 'victim', protection: 'skyddad-folkbokforing' }],
    })
    t.ok(check.isKnownProtected)
    t.ok(check.obstacles.includes('guard'))
    t.ok(check.needs.includes('guard-release'))
    t.ok(check.obstacles.includes('tells-where'))
  },
)

t.test('a receiver is shown exactly what it will see, with the words of the form', async (t) => {
  const [view] = checkSheet(desk()).views
  t.equal(view?.receiver, BOARD_FUNCTION)
  const rows = view!.sections.flatMap(({ rows: some }) => some)
  const scenario = rows.find(({ pointer }) => pointer === '/scenario/text')
  t.match(scenario?.values[0]?.sv, /lämning på fredag/)
  t.notOk(JSON.stringify(view).includes('x-labels'))
  for (const { label, values } of rows) t.ok(label.sv && label.en && values.length > 0)
})

t.test(
  'a kind of data that is kept from a receiver is not in what it sees, and nothing else goes',
  async (t) => {
    const [before] = checkSheet(desk()).views
    const readers = [{ person: 'victim', category: 'contact', to: [] }] as const
    const check = checkSheet(desk({ readers }))
    const sections = (view: typeof before) => view!.sections.map(({ title }) => title.sv)
    t.same(
      sections(before).filter((title) => !sections(check.views[0]).includes(title)),
      ['Säker kontakt med den utsatta'],
    )
    t.ok(
      check.kinds.some(({ category }) => category === 'contact'),
      'and can be given again',
    )
  },
)

t.test(
  'POL-1: without level, method, date, review date or a ground nothing is ready',
  async (t) => {
    const without = (section: string, field: string) => {
      const { [field]: _, ...rest } = DOCUMENT[section] as JsonObject
      return checkSheet(desk({ document: { ...DOCUMENT, [section]: rest } }))
    }
    for (const [section, field] of [
      ['riskLevels', 'acute'],
      ['assessment', 'instrument'],
      ['assessment', 'assessedOn'],
      ['assessment', 'validUntil'],
    ] as const) {
      const { obstacles, missing } = without(section, field)
      t.ok(obstacles.includes('incomplete'), field)
      t.ok(
        missing.some(({ place }) => place === `/${section}/${field}`),
        field,
      )
    }
    t.ok(checkSheet(desk({ grounds: [] })).obstacles.includes('law'))
  },
)

t.test(
  'POL-3: the question is always asked, and a yes needs a consent that decides what there is',
  async (t) => {
    const document = EXAMPLES['support-referral']!
    const referral = (changed: JsonObject) => {
      const { draft: _, type: __, ...rest } = composeInput()
      const sections = Object.keys(document)
      const sheet = {
        ...SHEET,
        type: 'support-referral',
        sections,
        document: changed,
        protection: {},
      }
      return checkSheet({ ...rest, sheet, type: messageType('support-referral') })
    }
    const { question: _, ...unasked } = document
    t.ok(referral(unasked).missing.some(({ place }) => place.startsWith('/question')))
    const { consent: __, ...unconsented } = document
    t.ok(referral(unconsented).missing.some(({ place }) => place.startsWith('/consent')))
    const refused = referral({ ...document, answer: { answer: 'no' } })
    t.notOk(
      refused.views.some(({ sections }) => sections.some(({ title }) => title.sv === 'Samtycke')),
      'a no takes the consent out of what is sent',
    )
  },
)

t.test('POL-4: the answer to a report of concern is one of three, and has no words', async (t) => {
  const { schema } = messageType('status-reply')
  const document = { kind: 'child-concern', question: 'Varför då?', inquiry: {} }
  const asked = askedIn(schema, document)
  t.same(asked.get('/inquiry/outcome')?.answers, ['opened', 'not-opened', 'ongoing'])
  t.notOk(asked.has('/question'))
  t.notOk(
    'question' in prunedDocument(schema, document, ['question']),
    'and what was typed goes nowhere',
  )
})

t.test(
  'POL-4: without consent the answer about support is that it is being handled, and nothing more',
  async (t) => {
    const type = messageType('status-reply')
    const { draft: _, type: __, ...rest } = composeInput()
    const handling = { partyInsight: 'no-danger', mayBeRecorded: 'yes' }
    const sheet: Sheet = {
      ...SHEET,
      type: 'status-reply',
      document: { kind: 'received', asOf: '2026-03-02', handling },
      sections: [],
      protection: { victim: 'none' },
      inReplyTo: '019ce0a6-7e3a-7000-8000-000000000001',
    }
    const received = checkSheet({ ...rest, type, sheet })
    t.same(received.missing, [])
    t.same(received.obstacles, [])
    const more = { kind: 'received', question: 'Vad gör ni?', progress: { status: 'offered' } }
    const asked = askedIn(type.schema, more)
    t.notOk(asked.has('/question'))
    t.notOk(asked.has('/progress/status'))

    const progress = { status: 'contact-made', nextCheck: '2026-03-09' }
    const told = { ...sheet, document: { kind: 'case', asOf: '2026-03-02', progress, handling } }
    const without = [
      { place: '/progress/status', rule: 'consent' },
      { place: '/progress/nextCheck', rule: 'consent' },
    ]
    t.same(checkSheet({ ...rest, type, sheet: told }).missing, without)
    const danger = { person: 'victim', rule: 'osl-10-18c', version: '2021-08-01', facts: {} }
    t.same(checkSheet({ ...rest, type, sheet: { ...told, grounds: [danger] } }).missing, without)
    const consent = { person: 'victim', rule: 'osl-12-2', version: '2013-01-01', facts: {} }
    t.same(checkSheet({ ...rest, type, sheet: { ...told, grounds: [consent] } }).missing, [])
  },
)

t.test('what may go is told without the numbers that only programs know parts by', async (t) => {
  const { sv, en } = checkSheet(desk()).summary
  t.notMatch([...sv, ...en].join('\n'), /\(p\d/)
})

t.test('that the words show no place holds for those words only', async (t) => {
  const answered: Sheet = { ...SHEET, facts: { togetherRevealPlace: false, under18AtCrime: true } }
  const rewritten = { ...DOCUMENT, scenario: { text: 'Något annat.' } }
  t.same(askedAnew(SHEET, { ...answered, document: rewritten }).facts, { under18AtCrime: true })
  t.same(askedAnew(answered, { ...answered, sections: ['victim'] }).facts, { under18AtCrime: true })
  const asIs = { ...answered, document: structuredClone(DOCUMENT), to: [] }
  t.equal(askedAnew(SHEET, asIs), asIs, 'an answer, and who reads it, change no words')
})

t.test('an answer is asked for in a time that is to come, and within a year', async (t) => {
  const { draft: _, type: __, ...rest } = composeInput()
  const type = messageType('information-request')
  const sheet: Sheet = {
    ...SHEET,
    type: 'information-request',
    document: EXAMPLES['information-request']!,
    sections: Object.keys(EXAMPLES['information-request']!),
  }
  const day = 24 * 3_600_000
  const at = (ms: number) => ({ ...sheet, respondBy: encodeTime(rest.now + ms) })
  const faults = (one: Sheet) =>
    checkSheet({ ...rest, type, sheet: one }).missing.filter(({ place }) => place === 'respondBy')
  t.same(faults(at(3 * day)), [])
  t.same(faults(at(0)), [{ place: 'respondBy', rule: 'past' }])
  t.same(faults(at(366 * day)), [])
  t.same(faults(at(366 * day + 1)), [{ place: 'respondBy', rule: 'far' }])
  t.same(faults(sheet), [{ place: 'respondBy', rule: 'required' }])
  t.same(faults({ ...sheet, respondBy: '' }), [{ place: 'respondBy', rule: 'required' }])
})

import fc from 'fast-check'
import t from 'tap'
import { ASIDE_RULES } from '../../../src/policy/asking/aside.ts'
import type { Outcome } from '../../../src/policy/decision.ts'
import { Interview } from '../../../src/policy/asking/interview.ts'
import type { Answers } from '../../../src/policy/asking/interview.ts'
import { partKindsOf } from '../../../src/policy/asking/part-kinds.ts'
import { listQuestions } from '../../../src/policy/asking/questions.ts'
import type {
  DecidingQuestion,
  PartKind,
  QuestionSituation,
} from '../../../src/policy/asking/questions.ts'
import { renderQuestions } from '../../../src/policy/asking/render-questions.ts'
import type { Facts } from '../../../src/protocol/statements/facts.ts'
import {
  BODY_TYPES,
  CATEGORIES,
  PURPOSES,
  SUBJECT_ROLES,
} from '../../../src/protocol/vocabulary.ts'
import type { SubjectRole } from '../../../src/protocol/vocabulary.ts'
import { MESSAGE_TYPES, messageType } from '../../fixtures/message-types.ts'
import { readPolicySet } from '../../fixtures/policy-files.ts'

const set = readPolicySet()
/** The same rules, compiled anew. */
const readOnce = readPolicySet()

function situation(
  type: string,
  from: Pick<QuestionSituation, 'sender' | 'receiver' | 'purpose'>,
  ...about: SubjectRole[]
): QuestionSituation {
  const parts = partKindsOf(messageType(type)).filter(
    ({ role }) => about.length === 0 || about.includes(role),
  )
  return { day: '2026-03-02', ...from, writtenFor: messageType(type).rules, parts }
}

const toSocialBoard = {
  sender: 'police',
  receiver: 'social-board',
  purpose: 'prevent-crime',
} as const
const toPolice = { sender: 'social-board', receiver: 'police', purpose: 'prevent-crime' } as const
const fromCare = { ...toPolice, sender: 'health-public' } as const

/** What a caseworker knows, and what she answers to a question that it does not speak of: nothing that opens anything. */
interface Knowledge {
  readonly facts: Facts
  readonly consents?: Partial<Record<SubjectRole, boolean>>
  readonly harmless?: readonly string[]
}

/** Asks the first question of the list, again and again, with what was answered; says how many it took. */
function interview(asked: QuestionSituation, { facts, consents = {}, harmless = [] }: Knowledge) {
  const course = new Interview(set, asked)
  let answers: Answers = { facts: {}, consents: new Map(), harmTests: new Map() }
  const ids: string[] = []
  const { questions } = listQuestions(set, asked)
  for (const question of questions) {
    if (course.countWays(answers) === 0) break
    ids.push(question.id)
    answers = answer(question, answers)
  }
  return { ids, outcomes: course.outcomes(answers), left: course.countWays(answers) }

  function answer({ id, fact, followUps }: DecidingQuestion, so: Answers): Answers {
    const [kind, name] = id.split(':') as [string, string]
    if (kind === 'consent') {
      const role = name as SubjectRole
      return { ...so, consents: new Map([...so.consents, [role, consents[role] === true]]) }
    }
    if (kind === 'harm-test')
      return { ...so, harmTests: new Map([...so.harmTests, [name, !harmless.includes(name)]]) }
    // What follows is asked of whoever has something to say.
    const known = followUps.flatMap(({ fact }) => (facts[fact!] === undefined ? [] : [fact!]))
    const lead = facts[fact!] ?? DENIALS[fact!] ?? false
    const told = [[fact!, lead], ...known.map((one) => [one, facts[one]!])]
    return { ...so, facts: { ...so.facts, ...Object.fromEntries(told) } }
  }
}

/** Answers other than no to questions that a situation does not speak of. */
const DENIALS: Facts = { childWhereaboutsSecret: 'none', overridingSecrecyReasons: true }

const childReport = {
  childMayBeHarmed: true,
  under18AtRelease: true,
  concernsChildsSituation: true,
  individuallyAssessed: true,
}
const seriousThreat = {
  concreteCircumstances: true,
  fearedCrime: 'grov-misshandel',
  fearedVictimRelation: 'spouse-or-cohabitant',
  notInappropriate: true,
  concernsCommittedCrime: false,
  linkedToFearedPerpetrator: true,
}

const cases: Readonly<
  Record<string, [asked: QuestionSituation, known: Knowledge, outcome: Outcome]>
> = {
  'S1: the police tell of the children under their duty': [
    situation('risk-assessment', toSocialBoard, 'child'),
    { facts: childReport },
    'duty',
  ],
  'S1: the police tell of the victim, who consents': [
    situation('risk-assessment', { ...toSocialBoard, purpose: 'victim-support' }, 'victim'),
    { facts: { investigationInterest: false }, consents: { victim: true } },
    'permit',
  ],
  'S2: a report of concern, the whole message': [
    situation('child-concern', { ...toSocialBoard, purpose: 'child-protection' }),
    { facts: childReport },
    'duty',
  ],
  'social services warn of serious violence': [
    situation('information-reply', toPolice, 'feared-perpetrator'),
    { facts: seriousThreat },
    'permit',
  ],
  'psychiatry warns of serious violence': [
    situation('information-reply', fromCare, 'feared-perpetrator'),
    { facts: seriousThreat },
    'permit',
  ],
  'psychiatry has nothing but a general worry': [
    situation('information-reply', fromCare, 'feared-perpetrator'),
    { facts: {} },
    'deny',
  ],
}
for (const [what, [asked, known, outcome]] of Object.entries(cases))
  t.test(`the answers decide: ${what}`, async (t) => {
    const { ids, outcomes, left } = interview(asked, known)
    t.equal(left, 0, ids.join(' '))
    t.ok(ids.length <= 5)
    // The offence itself is carried by other rules than a warning.
    const warned = asked.parts.map(({ category }, i) => category !== 'offence' && outcomes[i])
    t.same([...new Set(warned.filter((one) => one !== false))], [outcome], ids.join(' '))
  })

t.test('asks no more than five questions, each once, and each settles something', async (t) => {
  for (const { type } of MESSAGE_TYPES)
    for (const between of [toSocialBoard, toPolice, fromCare]) {
      const { questions, undecided } = listQuestions(set, situation(type, between))
      t.ok(questions.length <= 5)
      t.equal(new Set(questions.map(({ id }) => id)).size, questions.length)
      t.ok(questions.every(({ settles }) => settles > 0 && settles <= 1))
      t.equal(questions.length === 0, undecided === 0)
    }
})

t.test('the first question settles at least as much as any other would', async (t) => {
  const asked = situation('risk-assessment', toSocialBoard)
  const { questions } = listQuestions(set, asked)
  const [first, ...others] = questions
  for (const { fact, id } of others) {
    if (fact === null || !id.startsWith('fact:')) continue
    const course = new Interview(set, asked)
    const start = { facts: {}, consents: new Map(), harmTests: new Map() }
    const all = course.countWays(start)
    const answers = course.answersTo(fact)
    const left = answers.map((facts) => course.countWays({ ...start, facts }))
    const mean = left.reduce((sum, one) => sum + one, 0) / left.length
    t.ok((all - mean) / all <= first!.settles + 0.005, id)
  }
})

t.test('asks first about the rule that the message is written for', async (t) => {
  const concern = { ...toSocialBoard, purpose: 'child-protection' } as const
  const firsts = [
    ['risk-assessment', toPolice, 'gateway:osl-10-18c'],
    ['risk-assessment', fromCare, 'gateway:osl-10-18c'],
    ['child-concern', toSocialBoard, 'gateway:sol-19-1'],
    ['child-concern', concern, 'gateway:sol-19-1'],
    ['child-concern', { ...concern, sender: 'health-public' }, 'gateway:sol-19-1'],
    ['child-concern', { ...concern, sender: 'school-public' }, 'gateway:sol-19-1'],
  ] as const
  for (const [type, between, id] of firsts)
    t.equal(listQuestions(set, situation(type, between)).questions[0]?.id, id, type)
})

t.test('asks as ever where the rule that the message is written for has no say', async (t) => {
  const asked = situation('risk-assessment', toSocialBoard)
  const { writtenFor, ...unsaid } = asked
  t.same(writtenFor, ['osl-10-18c'])
  t.same(listQuestions(set, asked), listQuestions(set, unsaid))
})

t.test('a message type is written for rules that exist', async (t) => {
  const known = new Set(set.pack.gateways.map(({ id }) => id))
  for (const { type, rules } of MESSAGE_TYPES)
    t.ok(
      rules.every((id) => known.has(id)),
      type,
    )
})

t.test('nobody is told to ask the feared perpetrator for his consent', async (t) => {
  for (const { type } of MESSAGE_TYPES) {
    const asked = situation(type, toPolice, 'feared-perpetrator')
    const { questions } = listQuestions(set, asked)
    t.notOk(questions.some(({ id }) => id === 'consent:feared-perpetrator'))
  }
})

t.test('what is left aside exists, is told, and is asked about in cases of its type', async (t) => {
  const known = new Set(set.pack.gateways.map(({ id }) => id))
  t.same(
    ASIDE_RULES.filter((id) => !known.has(id)),
    [],
  )
  const asked = situation('information-reply', toPolice, 'feared-perpetrator')
  const isAside = (list: ReturnType<typeof listQuestions>, id: string) =>
    list.aside.some(({ rule }) => rule === id)
  t.ok(isAside(listQuestions(set, asked), 'exit-consent'))
  t.notOk(isAside(listQuestions(set, { ...asked, caseType: 'exit-support' }), 'exit-consent'))
})

t.test('answers given already are not asked for again', async (t) => {
  const asked = situation('risk-assessment', toSocialBoard, 'child')
  const [first] = listQuestions(set, asked).questions
  const answered = { ...asked, answers: { [first!.fact!]: false } }
  const { questions } = listQuestions(set, answered)
  t.notOk(questions.some(({ fact }) => fact === first!.fact))
})

t.test('refuses an answer that no rule asks for, and a day before the law known', async (t) => {
  const asked = situation('risk-assessment', toSocialBoard)
  t.throws(() => listQuestions(set, { ...asked, answers: { shoeSize: '43' } }), {
    name: 'PolicyError',
    code: 'fact-unknown',
  })
  t.throws(() => listQuestions(set, { ...asked, day: '2012-12-31' }), {
    name: 'PolicyError',
    code: 'date-before-law',
  })
})

t.test('is told in whole lines, with citations that link', async (t) => {
  const list = listQuestions(set, situation('risk-assessment', toSocialBoard))
  for (const language of ['sv', 'en'] as const) {
    const lines = renderQuestions(list, language)
    t.notMatch(lines.join('\n'), /undefined|null|NaN/)
    t.match(lines.join('\n'), /https:\/\/lagen\.nu\/\d/)
  }
  const nothing = listQuestions(set, { ...situation('risk-assessment', toSocialBoard), parts: [] })
  t.same(renderQuestions(nothing, 'en').length, 1)
})

const kind: fc.Arbitrary<PartKind> = fc.record({
  role: fc.constantFrom(...SUBJECT_ROLES),
  category: fc.constantFrom(...CATEGORIES.filter((category) => category !== 'motive')),
})

t.test('gives the same list twice, between any bodies', async () => {
  const drawn = fc.record({
    day: fc.constantFrom('2021-09-01', '2025-05-01', '2026-03-02'),
    sender: fc.constantFrom(...BODY_TYPES),
    receiver: fc.constantFrom(...BODY_TYPES),
    purpose: fc.constantFrom(...PURPOSES),
    parts: fc.array(kind, { minLength: 1, maxLength: 4 }),
  })
  fc.assert(
    fc.property(drawn, (asked) => {
      const [one, other] = [listQuestions(set, asked), listQuestions(readOnce, asked)]
      return JSON.stringify(one) === JSON.stringify(other) && one.questions.length <= 5
    }),
    { numRuns: 25 },
  )
})

t.test('a message type names rules that there are', async (t) => {
  const known = new Set(set.pack.gateways.map(({ id }) => id))
  for (const { type, rules, consent } of MESSAGE_TYPES)
    for (const rule of [...rules, ...Object.values(consent).flat()])
      t.ok(known.has(rule), `${type}: ${rule}`)
})

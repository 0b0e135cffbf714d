/**
 * The three to five questions whose answers decide whether something may be disclosed, most decisive first.
 *
 * The measure: let every gateway in force between two bodies be invoked for every part of a message, with the answers given so
 * far. A *way* is one part under one lock and one thing that could still open it: a gateway none of whose conditions has
 * failed, a harm test that nobody has made, a fact that could take the lock away. A part is decided, and has no ways left,
 * when all its locks are open, when nothing can open one of them, or when a block stands. What a question *settles* is the
 * share of the ways left that is gone after it, on average over its answers; worked out by deciding the whole case anew with
 * each of them. A gateway is one question with those that follow if the first is answered as the gateway hopes: its answers
 * are that all its conditions are met, and that the first is not. Each next question is the most settling one after the answer
 * that left the most open: whoever gets a better answer is done sooner. The rules that a message type is written for come before all
 * others, as long as they settle anything: who writes one has them in mind.
 *
 * Pure and deterministic. Nothing here is about a person: kinds of bodies, roles and categories only.
 *
 * @module
 */
import type { Facts } from '../../protocol/statements/facts.ts'
import type {
  BodyType,
  CaseType,
  Category,
  Protection,
  Purpose,
  SubjectRole,
} from '../../protocol/vocabulary.ts'
import type { RuleReference } from '../decision.ts'
import { dictionaryOf } from '../explaining/dictionary.ts'
import type { QuestionWords, RuleWords } from '../explaining/dictionary.ts'
import { referenceKey } from '../compiled-rules.ts'
import { Interview } from './interview.ts'
import type { Answers, Avenue } from './interview.ts'
import type { PolicySet } from '../policy-set.ts'
import type { Day } from '../rule.ts'
import { CONSENT_QUESTION, harmTestQuestion, YES_OR_NO } from '../explaining/words.ts'

/** Between whom, what for and about what. */
export interface QuestionSituation {
  readonly day: Day
  readonly sender: BodyType
  readonly receiver: BodyType
  readonly purpose: Purpose
  /** What the message may hold. */
  readonly parts: readonly PartKind[]
  /** The rules that the message is written for, to be asked about first; absent: none. */
  readonly writtenFor?: readonly string[]
  /** Absent: intimate-partner violence. */
  readonly caseType?: CaseType
  /** Of every person; absent: none. */
  readonly protection?: Protection
  /** Whether the receiving function also works with the feared perpetrator; absent: not. */
  readonly servesFearedPerpetrator?: boolean
  /** Answers given already. */
  readonly answers?: Facts
}

/** One kind of part: a category of data about a person in a role. */
export interface PartKind {
  readonly role: SubjectRole
  readonly category: Category
}

/** A question that answers some facts. */
export interface AskedQuestion extends QuestionWords {
  /** The fact that it answers; null for a consent or a harm test. */
  readonly fact: string | null
  /** Its answer is a day, and no yes or no. */
  readonly isDay?: boolean
}

/** What to ask, before the questions after it. */
export interface DecidingQuestion extends AskedQuestion {
  /** `gateway:<rule>`, `consent:<role>`, `harm-test:<lock>` or `fact:<name>`. */
  readonly id: string
  /** What to ask next, if the answer is the one that the rule hopes for. */
  readonly followUps: readonly AskedQuestion[]
  /** The share of what is undecided before it that it settles on average: 0 to 1. */
  readonly settles: number
  /** The rules that it bears on. */
  readonly rules: readonly RuleReference[]
}

/** What to ask, and what was left aside. */
export interface QuestionList {
  readonly questions: readonly DecidingQuestion[]
  /** How many ways were undecided before the first question. */
  readonly undecided: number
  /** Rules about matters so particular that nobody is asked about them unless they are at hand. */
  readonly aside: readonly RuleReference[]
  /** The words of every rule named, by `rule@version`. */
  readonly rules: Readonly<Record<string, RuleWords>>
}

const MOST_QUESTIONS = 5

/** Lists what to ask first. Throws `PolicyError` for an answer that no rule asks for, or a day before the law known. */
export function listQuestions(set: PolicySet, situation: QuestionSituation): QuestionList {
  const work = findQuestions(set, situation)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/**
 * The same in small pieces, for whoever has other work to do meanwhile: between two of them it yields. Some hundred cases are
 * decided on the way, which takes about as many tenths of a millisecond.
 */
export function* findQuestions(
  set: PolicySet,
  situation: QuestionSituation,
): Generator<void, QuestionList> {
  const interview = new Interview(set, situation)
  const { rule, question } = dictionaryOf(set)
  let answers: Answers = {
    facts: situation.answers ?? {},
    consents: new Map(),
    harmTests: new Map(),
  }
  const undecided = interview.countWays(answers)
  const questions: DecidingQuestion[] = []
  for (let left = undecided; left > 0 && questions.length < MOST_QUESTIONS;) {
    const avenues = interview.listAvenues(answers)
    const own = avenues.filter((avenue) => isWrittenFor(situation, avenue))
    const best =
      (yield* chooseBest(interview, own, answers, left)) ??
      (yield* chooseBest(interview, avenues, answers, left))
    if (best === null) break
    questions.push(describe(best, question, (reference) => rule(reference).citation))
    answers = best.worst.answers
    left = best.worst.left
  }
  const { aside } = interview
  const named = [...questions.flatMap(({ rules }) => rules), ...aside]
  const rules = Object.fromEntries(
    named.map((reference) => [referenceKey(reference.rule, reference.version), rule(reference)]),
  )
  return { questions, undecided, aside, rules }
}

/** What some answers would leave undecided. */
interface Tried {
  readonly answers: Answers
  readonly left: number
}

interface Choice {
  readonly avenue: Avenue
  /** The facts to ask for, the one to begin with first. */
  readonly facts: readonly string[]
  readonly settles: number
  /** The answers that leave the most open. */
  readonly worst: Tried
}

function isWrittenFor({ writtenFor = [] }: QuestionSituation, avenue: Avenue): boolean {
  return avenue.kind === 'gateway' && writtenFor.includes(avenue.rule.rule)
}

/** The avenue that settles most; of two alike, the one with fewer questions, then the first. */
function* chooseBest(
  interview: Interview,
  avenues: readonly Avenue[],
  answers: Answers,
  left: number,
): Generator<void, Choice | null> {
  let best: Choice | null = null
  for (const avenue of avenues) {
    yield
    const { facts, tried } = tryAvenue(interview, avenue, answers)
    const mean = tried.reduce((sum, one) => sum + one.left, 0) / tried.length
    const settles = (left - mean) / left
    const isBetter =
      best === null ||
      settles > best.settles ||
      (settles === best.settles && facts.length < best.facts.length)
    if (settles <= 0 || !isBetter) continue
    const worst = tried.reduce((a, b) => (b.left > a.left ? b : a))
    best = { avenue, facts, settles, worst }
  }
  return best
}

function tryAvenue(
  interview: Interview,
  avenue: Avenue,
  answers: Answers,
): { readonly facts: readonly string[]; readonly tried: readonly Tried[] } {
  const attempt = (more: Partial<Answers>): Tried => {
    const next = { ...answers, ...more }
    return { answers: next, left: interview.countWays(next) }
  }
  const both = [true, false]
  if (avenue.kind === 'consent') {
    const { role } = avenue
    const given = (is: boolean) => new Map([...answers.consents, [role, is] as const])
    return { facts: [], tried: both.map((is) => attempt({ consents: given(is) })) }
  }
  if (avenue.kind === 'harm-test') {
    const { rule } = avenue.lock
    const holding = (is: boolean) => new Map([...answers.harmTests, [rule, is] as const])
    return { facts: [], tried: both.map((is) => attempt({ harmTests: holding(is) })) }
  }
  const withFacts = (facts: Facts) => attempt({ facts: { ...answers.facts, ...facts } })
  if (avenue.kind === 'fact')
    return { facts: [avenue.fact], tried: interview.answersTo(avenue.fact).map(withFacts) }
  const { rule, lacks } = avenue
  const met = interview.meet(rule, answers)
  const falls = lacks.map((fact) => ({ fact, ...withFacts(interview.refuse(rule, fact, met)) }))
  // First what rules out most, in the order of the rule.
  const lead = falls.reduce((a, b) => (b.left < a.left ? b : a))
  const rest = lacks.filter((fact) => fact !== lead.fact)
  return { facts: [lead.fact, ...rest], tried: [withFacts(met), lead] }
}

function describe(
  { avenue, facts, settles }: Choice,
  question: (fact: string) => QuestionWords,
  citation: (rule: RuleReference) => string,
): DecidingQuestion {
  const about = { settles: Math.round(settles * 100) / 100, followUps: [] }
  if (avenue.kind === 'consent') {
    const { role, rules } = avenue
    const text = CONSENT_QUESTION[role]
    return { id: `consent:${role}`, fact: null, text, answers: YES_OR_NO, rules, ...about }
  }
  if (avenue.kind === 'harm-test') {
    const { lock } = avenue
    const text = harmTestQuestion(citation(lock))
    const id = `harm-test:${lock.rule}`
    return { id, fact: null, text, answers: YES_OR_NO, rules: [lock], ...about }
  }
  const asked = facts.map((fact): AskedQuestion => ({ fact, ...question(fact) }))
  const [lead, ...followUps] = asked as [AskedQuestion, ...AskedQuestion[]]
  if (avenue.kind === 'fact')
    return { id: `fact:${avenue.fact}`, ...lead, rules: avenue.rules, ...about }
  const { rule, version } = avenue.rule
  return { id: `gateway:${rule}`, ...lead, ...about, followUps, rules: [{ rule, version }] }
}

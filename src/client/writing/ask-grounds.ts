/**
 * The ground helper: a few questions from the policy, and what their answers would come to. It suggests; the author confirms each ground
 * and writes its motive. A ground is suggested only if the law, asked about this very document with it, would let it open something.
 *
 * @module
 */
import { listQuestions } from '../../policy/asking/questions.ts'
import type { AskedQuestion, QuestionList } from '../../policy/asking/questions.ts'
import { partKindsOf } from '../../policy/asking/part-kinds.ts'
import { consentFact } from '../../policy/derived-facts.ts'
import { evaluate } from '../../policy/evaluate.ts'
import { dictionaryOf } from '../../policy/explaining/dictionary.ts'
import type { RuleWords } from '../../policy/explaining/dictionary.ts'
import type { RuleReference } from '../../policy/decision.ts'
import type { PolicyGround, PolicyRequest } from '../../policy/policy-request.ts'
import { policyRequestFromManifest } from '../../policy/request-from-manifest.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import { listPersonsUnsafe } from '../../protocol/document.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { hasItsConsent } from '../../protocol/message-type.ts'
import type { MessageType, NamedGround } from '../../protocol/message-type.ts'
import type { Facts } from '../../protocol/statements/facts.ts'
import { highestProtection } from '../../protocol/protection.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import { previewUnfinished } from '../compose.ts'
import type { DeskInput } from './check-sheet.ts'
import { draftOfSheet } from './sheet.ts'
import type { SheetGround } from './sheet.ts'
import { TELLS_WHERE } from './tells-where.ts'

/** The answers to the questions, as far as they are given. */
export interface GroundAnswers {
  /** By fact. */
  readonly facts: Facts
  /** By role: when a consent was given and until when it holds (days). Null: none. */
  readonly consents: Readonly<
    Partial<Record<SubjectRole, { readonly givenOn: string; readonly validUntil: string } | null>>
  >
}

/** A ground that would open something, for the author to confirm. */
export interface SuggestedGround extends SheetGround, RuleReference {
  readonly words: RuleWords
}

/** What the answers come to. */
export interface Suggestion {
  readonly grounds: readonly SuggestedGround[]
  /** Answers about the disclosure as a whole. */
  readonly facts: Facts
}

/** The questions that settle most for this message between these bodies, most decisive first. Throws `receiver-unknown`. */
export function askGrounds(input: DeskInput): QuestionList {
  const { sheet, type, policySet, now } = input
  const { from, to, subjects } = requestOf(input)
  const told = sheet.facts[TELLS_WHERE]
  const [receiver] = to
  if (receiver === undefined) return { questions: [], undecided: 0, aside: [], rules: {} }
  const list = listQuestions(policySet, {
    day: swedishDay(encodeTime(now)),
    sender: from.bodyType,
    receiver: receiver.bodyType,
    purpose: sheet.purpose,
    protection: highestProtection('none', ...subjects.map(({ protection }) => protection)),
    ...(told !== undefined && { answers: { [TELLS_WHERE]: told } }),
    parts: partKindsOf(type),
    writtenFor: type.rules,
    servesFearedPerpetrator: to.some((one) => one.servesFearedPerpetrator),
    ...(sheet.caseType !== undefined && { caseType: sheet.caseType }),
  })
  const withAnswer = answerable(policySet)
  return {
    ...list,
    questions: list.questions.map((question) => ({
      ...withAnswer(question),
      followUps: question.followUps.map(withAnswer),
    })),
  }
}

/** Says of a question what its answer is where that is neither a yes or no nor one of a few words: a day, or a crime of the law. */
function answerable({ pack }: DeskInput['policySet']): <Q extends AskedQuestion>(question: Q) => Q {
  const types = new Map(pack.facts.map(({ name, type }) => [name, type]))
  const crimes = Object.fromEntries(pack.crimes.map(({ label, name }) => [label, name]))
  return (question) => {
    const type = question.fact === null ? undefined : types.get(question.fact)
    if (type === 'day') return { ...question, isDay: true }
    return type === 'crime' ? { ...question, answers: crimes } : question
  }
}

/** What the answers come to for each person of the document. */
export function suggestGrounds(
  input: DeskInput,
  { questions }: Pick<QuestionList, 'questions'>,
  answers: GroundAnswers,
): Suggestion {
  const { policySet, type, sheet } = input
  const scopes = new Map(policySet.pack.facts.map(({ name, scope }) => [name, scope]))
  const ofScope = (wanted: string): Facts =>
    Object.fromEntries(
      Object.entries(answers.facts).filter(
        ([name]) => (scopes.get(name) ?? 'disclosure') === wanted,
      ),
    )
  const facts = { ...sheet.facts, ...ofScope('disclosure') }
  const request = { ...requestOf(input), facts }
  const persons = listPersonsUnsafe(type, draftOfSheet(input).document)
  const tried = questions.flatMap(({ id, rules, followUps, fact }) =>
    persons.flatMap(({ person, id: subject, role }): Candidate[] => {
      const asked = [fact, ...followUps.map((one) => one.fact)]
      const own = Object.entries(ofScope('ground')).filter(([name]) => asked.includes(name))
      const given = id.startsWith('consent:')
        ? consentFacts(id === `consent:${role}` ? answers.consents[role] : null, request, subject)
        : id.startsWith('gateway:') && own.length > 0
          ? Object.fromEntries(own)
          : undefined
      return given === undefined
        ? []
        : rules
            .filter(({ rule }) => isTaken(type, request, { subject, rule }))
            .map((reference) => ({ ...reference, person, subject, facts: given }))
    }),
  )
  const { rule } = dictionaryOf(policySet)
  const grounds = neededOf(policySet, request, tried).map(
    ({ person, rule: id, version, facts: given }) => ({
      person,
      rule: id,
      version,
      facts: given,
      words: rule({ rule: id, version }),
    }),
  )
  return { grounds, facts }
}

/** Whether the type takes this ground: what it tells with consent alone takes no other. */
function isTaken(type: MessageType, { parts }: PolicyRequest, ground: NamedGround): boolean {
  return parts
    .filter(({ subject }) => subject === ground.subject)
    .every((part) => hasItsConsent(type, part, [ground]))
}

interface Candidate extends RuleReference {
  readonly person: string
  readonly subject: string
  readonly facts: Facts
}

/**
 * The candidates that would open something which those before them do not: who invokes more than is needed has more to answer for. What
 * is disputed settles nothing, so that another may still come.
 */
function neededOf(
  set: DeskInput['policySet'],
  request: PolicyRequest,
  candidates: readonly Candidate[],
): Candidate[] {
  const opened = new Set<string>()
  return candidates.filter((candidate) => {
    const found = openedBy(set, request, candidate)
    const isNeeded = found.some(({ lock }) => !opened.has(lock))
    for (const { lock, isSettled } of found) if (isSettled) opened.add(lock)
    return isNeeded
  })
}

/** The locks, each on one part towards one receiver, that the law would let a ground open once its motive is written. */
function openedBy(
  set: DeskInput['policySet'],
  request: PolicyRequest,
  { subject, rule, version, facts }: Candidate,
): { readonly lock: string; readonly isSettled: boolean }[] {
  const ground: PolicyGround = { subject, rule, version, facts, motive: true }
  const { parts } = evaluate(set, { ...request, grounds: [ground] })
  return parts.flatMap(({ part, receiver, grounds }) =>
    grounds
      .filter(({ status }) => status === 'met' || status === 'disputed')
      .flatMap(({ opens, escalates }) =>
        opens.map((lock) => ({
          lock: `${part} ${receiver} ${lock}`,
          isSettled: !escalates.includes(lock),
        })),
      ),
  )
}

/** What a consent of an adult to exactly this message says. A guardian’s is asked about where it is written down, not here. */
function consentFacts(
  consent: { readonly givenOn: string; readonly validUntil: string } | null | undefined,
  { parts, purpose, to }: PolicyRequest,
  subject: string,
): Facts | undefined {
  if (consent === null || consent === undefined) return undefined
  const categories = new Set(
    parts.filter((part) => part.subject === subject).map((part) => part.category),
  )
  return {
    consentBy: 'adult-self',
    consentInformed: true,
    consentWithdrawn: false,
    consentGivenOn: consent.givenOn,
    consentValidUntil: consent.validUntil,
    consentPurpose: purpose,
    consentReceiver: agencyOf(to[0]!.function),
    ...Object.fromEntries([...categories].map((category) => [consentFact(category), true])),
  }
}

/** What the sheet asks of the law now. */
function requestOf(input: DeskInput): PolicyRequest {
  const draft = draftOfSheet(input)
  const { head, parts } = previewUnfinished({ ...input, draft })
  return policyRequestFromManifest(head, parts, input.directory, encodeTime(input.now))
}

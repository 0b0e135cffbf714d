/**
 * A decision made ready to be told: the decision's own results, with whom and what they are about, what to do now, and a
 * glossary in which every id in them has its words in Swedish and English, its citation and its link.
 *
 * This is the shape of `explanation` in the gateway's answers and of `sluss policy explain --json`. A rule is referred to as
 * `rule` and `version` everywhere and stands once in the glossary under `rule@version`, since the same rule lies on most
 * parts. Nothing of the input is in it but ids.
 *
 * @module
 */
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Time } from '../protocol/time.ts'
import type { BodyType, Category, SubjectRole } from '../protocol/vocabulary.ts'
import type { Advice, Alternative } from './advice.ts'
import { referenceKey } from './compiled-rules.ts'
import type {
  ConditionResult,
  Decision,
  GroundResult,
  Obligation,
  Outcome,
  PartDecision,
  RuleReference,
} from './decision.ts'
import { dictionaryOf } from './glossary.ts'
import type { Dictionary, QuestionWords, RuleWords } from './glossary.ts'
import { personLabels } from './person-labels.ts'
import type { PolicyRequest } from './policy-request.ts'
import type { PolicySet } from './policy-set.ts'
import type { Day, DocumentationCode } from './rule.ts'
import { splitParts } from './split.ts'
import type { Split } from './split.ts'
import { listSteps } from './steps.ts'
import type { Step } from './steps.ts'
import {
  BODY_TYPE_WORDS,
  CATEGORY_WORDS,
  DOCUMENTATION_WORDS,
  HARM_TEST_WORDS,
  MISMATCH_WORDS,
  OBLIGATION_WORDS,
  OUTCOME_WORDS,
  REASON_WORDS,
} from './words.ts'

/** What an explanation needs to know of the request besides its decision. */
export type ExplainedRequest = Pick<PolicyRequest, 'from' | 'to' | 'subjects' | 'parts'>

/** One part towards one function outside the sending one: the decision's results, and what the part is. */
export interface PartExplanation extends PartDecision {
  readonly subject: string
  readonly role: SubjectRole
  readonly category: Category
}

export interface Explanation {
  readonly v: 1
  readonly policySet: Digest
  readonly at: Time
  readonly day: Day
  readonly outcome: Outcome
  /** What the sender does now, first things first. */
  readonly steps: readonly Step[]
  /** Which parts may go now, after approval and not; null when all fall in one class, or may go. */
  readonly split: Split | null
  /** In the order of the decision, which knows nothing of the sending function's own copies. */
  readonly parts: readonly PartExplanation[]
  readonly obligations: readonly Obligation[]
  readonly documentation: readonly DocumentationCode[]
  /** Grounds that would do, and what each lacks; null where no advice was sought. */
  readonly alternatives: readonly Alternative[] | null
  readonly lawReadUntil: Day
  readonly glossary: Glossary
}

/** The words of everything that an explanation names, and of nothing else. */
export interface Glossary {
  /** By `rule@version`. */
  readonly rules: Readonly<Record<string, RuleWords>>
  /** By the name of the fact that answers the question. */
  readonly questions: Readonly<Record<string, QuestionWords>>
  /** What lawyers have not settled, by id. */
  readonly openQuestions: Readonly<Record<string, LocalText>>
  /** The receiving functions, and what kind of body each belongs to. */
  readonly receivers: Readonly<Record<string, { readonly bodyType: BodyType; name: LocalText }>>
  /** The persons, by subject id: “den utsatta”, “barn 2”. */
  readonly subjects: Readonly<Record<string, LocalText>>
  readonly outcomes: Readonly<Record<string, LocalText>>
  readonly reasons: Readonly<Record<string, LocalText>>
  readonly harmTests: Readonly<Record<string, LocalText>>
  readonly mismatches: Readonly<Record<string, LocalText>>
  readonly categories: Readonly<Record<string, LocalText>>
  /** What is to be done besides, in a word or two; each rule's own text stands with the rule. */
  readonly obligations: Readonly<Record<string, LocalText>>
  readonly documentation: Readonly<Record<string, LocalText>>
}

/**
 * Explains a decision. `decision` is what `evaluate` gave for the same set and request, and `advice`, if sought, what
 * `findAdvice` gave. Pure; throws TypeError for a decision by another set or about another request.
 */
export function buildExplanation(
  set: PolicySet,
  request: ExplainedRequest,
  decision: Decision,
  advice?: Advice,
): Explanation {
  const glossary = new GlossaryBuilder(dictionaryOf(set), request)
  const outlines = new Map(request.parts.map((part) => [part.id, part]))
  const roles = new Map(request.subjects.map(({ id, role }) => [id, role]))
  const parts: PartExplanation[] = []
  for (const result of decision.parts) {
    const { subject, category } = known(outlines.get(result.part))
    const role = known(roles.get(subject))
    const { part: id, receiver, outcome, reasons, locks, blocks, grounds, rules } = result
    // Written out, as spreading takes as long as deciding.
    const part: PartExplanation = {
      part: id,
      subject,
      role,
      category,
      receiver,
      outcome,
      reasons,
      locks,
      blocks,
      grounds,
      rules,
    }
    glossary.addPart(part)
    parts.push(part)
  }
  const { obligations, documentation } = decision
  for (const obligation of obligations) glossary.addRule(obligation)
  const alternatives = advice?.alternatives ?? null
  for (const alternative of alternatives ?? []) glossary.addAlternative(alternative)
  return {
    v: 1,
    policySet: decision.policySet,
    at: decision.at,
    day: decision.day,
    outcome: decision.outcome,
    steps: listSteps(request, decision, parts, advice),
    split: splitParts(decision),
    parts,
    obligations,
    documentation,
    alternatives,
    lawReadUntil: decision.lawReadUntil,
    glossary: glossary.build(obligations, documentation),
  }
}

type Words<T> = Record<string, T>

/** Collects the words of what an explanation names. */
class GlossaryBuilder {
  readonly #seen = new Set<GroundResult>()
  readonly #last = new Map<string, string>()
  readonly #dictionary: Dictionary
  readonly #request: ExplainedRequest
  readonly #rules: Words<RuleWords> = {}
  readonly #questions: Words<QuestionWords> = {}
  readonly #openQuestions: Words<LocalText> = {}
  readonly #outcomes: Words<LocalText> = {}
  readonly #reasons: Words<LocalText> = {}
  readonly #harmTests: Words<LocalText> = {}
  readonly #mismatches: Words<LocalText> = {}
  readonly #categories: Words<LocalText> = {}

  constructor(dictionary: Dictionary, request: ExplainedRequest) {
    this.#dictionary = dictionary
    this.#request = request
  }

  addPart({ outcome, category, reasons, locks, blocks, grounds, rules }: PartExplanation): void {
    this.#outcomes[outcome] = OUTCOME_WORDS[outcome]
    this.#categories[category] = CATEGORY_WORDS[category]
    for (const reason of reasons) this.#reasons[reason] = REASON_WORDS[reason]
    for (const rule of rules) this.addRule(rule)
    for (const block of blocks) {
      this.addRule(block)
      this.#ask(block.unanswered)
      if (block.openQuestion !== null) this.#open(block.openQuestion)
    }
    for (const lock of locks) {
      this.addRule(lock)
      this.#harmTests[lock.harmTest] = HARM_TEST_WORDS[lock.harmTest]
      this.#ask(lock.unanswered)
    }
    for (const ground of grounds) this.#addGround(ground)
  }

  addAlternative(alternative: Alternative): void {
    this.addRule(alternative)
    this.#outcomes[alternative.outcome] = OUTCOME_WORDS[alternative.outcome]
    this.#addConditions(alternative.lacks)
  }

  addRule(reference: RuleReference): void {
    const { rule, version } = reference
    // Most references are to a rule told already, in one wording.
    if (this.#last.get(rule) === version) return
    this.#last.set(rule, version)
    this.#rules[referenceKey(rule, version)] = this.#dictionary.rule(reference)
  }

  build(obligations: readonly Obligation[], documentation: readonly DocumentationCode[]): Glossary {
    const { to, subjects } = this.#request
    return {
      rules: this.#rules,
      questions: this.#questions,
      openQuestions: this.#openQuestions,
      receivers: Object.fromEntries(
        to.map(({ function: id, bodyType }) => [id, { bodyType, name: BODY_TYPE_WORDS[bodyType] }]),
      ),
      subjects: personLabels(subjects),
      outcomes: this.#outcomes,
      reasons: this.#reasons,
      harmTests: this.#harmTests,
      mismatches: this.#mismatches,
      categories: this.#categories,
      obligations: Object.fromEntries(
        obligations.map(({ code }) => [code, OBLIGATION_WORDS[code]]),
      ),
      documentation: Object.fromEntries(
        documentation.map((code) => [code, DOCUMENTATION_WORDS[code]]),
      ),
    }
  }

  #addGround(ground: GroundResult): void {
    // Parts about one person mostly share their results.
    if (this.#seen.has(ground)) return
    this.#seen.add(ground)
    this.addRule(ground)
    for (const mismatch of ground.mismatches) this.#mismatches[mismatch] = MISMATCH_WORDS[mismatch]
    for (const id of ground.openQuestions) this.#open(id)
    this.#addConditions(ground.conditions)
  }

  #addConditions(conditions: readonly ConditionResult[]): void {
    for (const { facts } of conditions) this.#ask(facts)
  }

  #ask(facts: readonly string[]): void {
    for (const fact of facts) this.#questions[fact] ??= this.#dictionary.question(fact)
  }

  #open(id: string): void {
    this.#openQuestions[id] ??= this.#dictionary.openQuestion(id)
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the decision is about another request')
  return value
}

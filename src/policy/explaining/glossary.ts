import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { BodyType } from '../../protocol/vocabulary.ts'
import type { Alternative } from '../advice.ts'
import type { ConditionResult, GroundResult, Obligation, RuleReference } from '../decision.ts'
import type { DocumentationCode } from '../rule.ts'
import type { Dictionary, QuestionWords, RuleWords } from './dictionary.ts'
import type { ExplainedDecision, ExplainedRequest, PartExplanation } from './explanation.ts'
import { personLabels } from './person-labels.ts'
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

/** A receiving function in words. */
export interface ReceiverWords {
  readonly bodyType: BodyType
  /** Of the kind of body. */
  readonly name: LocalText
  /** What the function itself is called, where somebody has said it: `nameReceivers`. */
  readonly own?: LocalText
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
  readonly receivers: Readonly<Record<string, ReceiverWords>>
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

/** The words of what is told of a request. */
export function buildGlossary(
  dictionary: Dictionary,
  request: ExplainedRequest,
  { parts, obligations, documentation, alternatives }: ExplainedDecision,
): Glossary {
  const builder = new GlossaryBuilder(dictionary, request)
  for (const part of parts) builder.addPart(part)
  for (const obligation of obligations) builder.addRule(obligation)
  for (const alternative of alternatives ?? []) builder.addAlternative(alternative)
  return builder.build(obligations, documentation)
}

/** Collects the words of what an explanation names. */
class GlossaryBuilder {
  readonly #seen = new Set<GroundResult>()
  readonly #asked = new Set<string>()
  #conditions: readonly ConditionResult[] = []
  readonly #last = new Map<string, string>()
  readonly #dictionary: Dictionary
  readonly #request: ExplainedRequest
  readonly #rules: Record<string, RuleWords> = {}
  readonly #questions: Record<string, QuestionWords> = {}
  readonly #openQuestions: Record<string, LocalText> = {}
  readonly #outcomes: Record<string, LocalText> = {}
  readonly #reasons: Record<string, LocalText> = {}
  readonly #harmTests: Record<string, LocalText> = {}
  readonly #mismatches: Record<string, LocalText> = {}
  readonly #categories: Record<string, LocalText> = {}

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
    const { key, words } = this.#dictionary.entry(reference)
    this.#rules[key] = words
  }

  build(obligations: readonly Obligation[], documentation: readonly DocumentationCode[]): Glossary {
    const { to, subjects } = this.#request
    const receivers: Record<string, Glossary['receivers'][string]> = {}
    for (const { function: id, bodyType } of to)
      receivers[id] = { bodyType, name: BODY_TYPE_WORDS[bodyType] }
    const duties: Record<string, LocalText> = {}
    for (const { code } of obligations) duties[code] = OBLIGATION_WORDS[code]
    const records: Record<string, LocalText> = {}
    for (const code of documentation) records[code] = DOCUMENTATION_WORDS[code]
    return {
      rules: this.#rules,
      questions: this.#questions,
      openQuestions: this.#openQuestions,
      receivers,
      subjects: personLabels(subjects),
      outcomes: this.#outcomes,
      reasons: this.#reasons,
      harmTests: this.#harmTests,
      mismatches: this.#mismatches,
      categories: this.#categories,
      obligations: duties,
      documentation: records,
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
    // The same rule's conditions mostly came just before, and gave the same but for one or two.
    const last = this.#conditions
    this.#conditions = conditions
    for (let i = 0; i < conditions.length; i++)
      if (conditions[i] !== last[i]) this.#ask(conditions[i]!.facts)
  }

  #ask(facts: readonly string[]): void {
    for (const fact of facts) {
      if (this.#asked.has(fact)) continue
      this.#asked.add(fact)
      this.#questions[fact] = this.#dictionary.question(fact)
    }
  }

  #open(id: string): void {
    this.#openQuestions[id] ??= this.#dictionary.openQuestion(id)
  }
}

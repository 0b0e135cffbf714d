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
import type { Digest } from '../../protocol/sha256.ts'
import type { Time } from '../../protocol/time.ts'
import type { Category, SubjectRole } from '../../protocol/vocabulary.ts'
import type { Advice, Alternative } from '../advice.ts'
import type { Decision, Obligation, Outcome, PartDecision } from '../decision.ts'
import type { PolicyRequest } from '../policy-request.ts'
import type { PolicySet } from '../policy-set.ts'
import type { Day, DocumentationCode } from '../rule.ts'
import { splitParts } from '../split.ts'
import type { Split } from '../split.ts'
import { dictionaryOf } from './dictionary.ts'
import { buildGlossary } from './glossary.ts'
import type { Glossary } from './glossary.ts'
import { listSteps } from './steps.ts'
import type { Step } from './steps.ts'

/** What an explanation needs to know of the request besides its decision. */
export type ExplainedRequest = Pick<PolicyRequest, 'from' | 'to' | 'subjects' | 'parts'>

/** One part towards one function outside the sending one: the decision's results, and what the part is. */
export interface PartExplanation extends PartDecision {
  readonly subject: string
  readonly role: SubjectRole
  readonly category: Category
}

/** A decision explained by ids and codes alone; their words are in the glossary. */
export interface ExplainedDecision {
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
}

/** What is sent and shown: with the words of everything that is named. */
export interface Explanation extends ExplainedDecision {
  readonly glossary: Glossary
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
  const explained = explainDecision(set, request, decision, advice)
  return { ...explained, glossary: buildGlossary(dictionaryOf(set), request, explained) }
}

/** The same without the words. */
export function explainDecision(
  set: PolicySet,
  request: ExplainedRequest,
  decision: Decision,
  advice?: Advice,
): ExplainedDecision {
  if (decision.policySet !== set.digest)
    throw new TypeError('the decision was made under another policy set')
  const parts = explainParts(request, decision)
  const split = splitParts(decision)
  return {
    v: 1,
    policySet: decision.policySet,
    at: decision.at,
    day: decision.day,
    outcome: decision.outcome,
    steps: listSteps(request, decision, parts, split, advice),
    split,
    parts,
    obligations: decision.obligations,
    documentation: decision.documentation,
    alternatives: advice?.alternatives ?? null,
    lawReadUntil: decision.lawReadUntil,
  }
}

function explainParts(request: ExplainedRequest, decision: Decision): readonly PartExplanation[] {
  const outlines = new Map(request.parts.map((part) => [part.id, part]))
  const roles = new Map(request.subjects.map(({ id, role }) => [id, role]))
  return decision.parts.map((result) => {
    const { subject, category } = known(outlines.get(result.part))
    const role = known(roles.get(subject))
    const { part, receiver, outcome, reasons, locks, blocks, grounds, rules } = result
    // Written out, as spreading takes as long as deciding.
    return {
      part,
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
  })
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the decision is about another request')
  return value
}

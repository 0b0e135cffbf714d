import type { Category } from '../protocol/vocabulary.ts'
import { MOTIVE } from './compiled-rules.ts'
import type { CompiledCondition, CompiledGateway, Doubt } from './compiled-rules.ts'
import type { Answer, FactTable } from './condition.ts'
import type { ConditionResult } from './decision.ts'
import { derivePartFacts } from './derived-facts.ts'
import type { UnsettledFact } from './derived-facts.ts'
import type { FactSheet } from './fact-sheet.ts'
import type { Passage } from './passage.ts'
import { covers } from './scope.ts'

/** A gateway rule with answers to its questions. */
export interface Plea {
  readonly gateway: CompiledGateway
  readonly motive: boolean
  readonly sheet: FactSheet
  /** Derived facts that rest on a disputed penalty. */
  readonly unsettled: readonly UnsettledFact[]
}

/** The rule's conditions, as far as they are asked about this passage, and the motive that it wants. */
export function askConditions(plea: Plea, passage: Passage): readonly ConditionResult[] {
  const { gateway, sheet, motive } = plea
  const { category, mark } = passage
  if (gateway.perPart) derivePartFacts(sheet, category, passage.receiverAgency)
  const { facts } = sheet
  const { conditions } = gateway
  const { allMet } = gateway
  // Most grounds are invoked because all is met: there is a list of that, which all share and which is copied to change it.
  let found: ConditionResult[] | null = null
  let count = 0
  for (const condition of conditions) {
    const { scope } = condition
    if (scope !== null && !covers(scope, mark)) {
      found ??= allMet.slice()
      continue
    }
    const answer = answerOf(condition, facts)
    if (answer !== 'met') found ??= allMet.slice()
    if (found !== null) found[count] = resultOf(condition, category, answer, facts)
    count++
  }
  if (gateway.version.motive !== undefined) {
    if (found === null && motive) return allMet
    found ??= allMet.slice()
    found[count++] = motive ? MOTIVE.met : MOTIVE.unanswered
  }
  if (found === null) return allMet
  return count === found.length ? found : found.slice(0, count)
}

function answerOf({ place, value, test }: CompiledCondition, facts: FactTable<number>): Answer {
  if (place === null) return test.answer(facts)
  const answer = facts[place]
  if (answer === value) return 'met'
  return answer === undefined ? 'unanswered' : 'failed'
}

function resultOf(
  { met, results: byCategory }: CompiledCondition,
  category: Category,
  answer: Answer,
  facts: FactTable<number>,
): ConditionResult {
  if (answer === 'met') return met
  const results = byCategory[category]
  if (answer === 'failed') return results.failed
  return results.lacking === null ? results.unanswered : results.lacking(facts)
}

/** What is not settled about the rule in this passage; a dispute over what is unanswered counts. */
export function findDoubts(
  { gateway, sheet, unsettled }: Plea,
  { mark }: Passage,
): readonly Doubt[] {
  const { disputes, asks } = gateway
  if (disputes.length === 0 && unsettled.length === 0 && gateway.unsettled === null) return NONE
  const found: Doubt[] = []
  if (gateway.unsettled !== null) found.push(gateway.unsettled)
  for (const { name, openQuestions } of unsettled)
    if (asks.has(name))
      for (const openQuestion of openQuestions)
        found.push({ id: 'crime-unsettled', openQuestion, locks: null })
  for (const dispute of disputes)
    if (covers(dispute.scope, mark) && dispute.test?.answer(sheet.facts) !== 'failed')
      found.push(dispute)
  return found
}

const NONE: readonly never[] = []

/** Whether the opening of a lock hangs on a doubt. */
export function isAbout(lock: string): (doubt: Doubt) => boolean {
  return ({ locks }) => locks === null || locks.has(lock)
}

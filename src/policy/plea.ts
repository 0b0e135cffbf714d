import type { Category } from '../protocol/vocabulary.ts'
import { MOTIVE } from './compiled-rules.ts'
import type { CompiledCondition, CompiledGateway, Doubt } from './compiled-rules.ts'
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
  const { conditions, version } = gateway
  if (gateway.perPart) derivePartFacts(sheet, passage.category, passage.receiverAgency)
  // Most grounds are invoked because all is met.
  const met = countMet(plea, passage)
  const needsMotive = version.motive !== undefined
  if (met === conditions.length && (motive || !needsMotive)) return gateway.allMet[passage.category]
  const found = gateway.allMet[passage.category].slice(0, met)
  for (let i = met; i < conditions.length; i++)
    if (covers(conditions[i]!.scope, passage.mark))
      found.push(askCondition(conditions[i]!, passage.category, sheet))
  if (needsMotive) found.push(motive ? MOTIVE.met : MOTIVE.unanswered)
  return found
}

/** How many conditions are asked and met before the first that is not. */
function countMet({ gateway, sheet }: Plea, { mark }: Passage): number {
  const { conditions } = gateway
  for (let i = 0; i < conditions.length; i++) {
    const { scope, test } = conditions[i]!
    if (!covers(scope, mark) || test.answer(sheet.facts) !== 'met') return i
  }
  return conditions.length
}

function askCondition(
  { test, results }: CompiledCondition,
  category: Category,
  { facts }: FactSheet,
): ConditionResult {
  const answer = test.answer(facts)
  const { lacking, [answer]: result } = results[category]
  return answer === 'unanswered' && lacking !== null ? lacking(facts) : result
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

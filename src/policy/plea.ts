import type { Category } from '../protocol/vocabulary.ts'
import { MOTIVE } from './compile-rules.ts'
import type { CompiledCondition, CompiledGateway, Doubt } from './compiled-rules.ts'
import type { ConditionResult } from './decision.ts'
import { derivePartFacts, statedFacts } from './derived-facts.ts'
import type { UnsettledFact } from './derived-facts.ts'
import type { FactSheet } from './fact-sheet.ts'
import type { Passage } from './passage.ts'
import { covers } from './scope.ts'

/** A gateway rule with answers to its questions. */
export interface Plea {
  readonly gateway: CompiledGateway
  readonly sheet: FactSheet
  readonly motive: boolean
  /** Derived facts that rest on a disputed penalty. */
  readonly unsettled: readonly UnsettledFact[]
}

/** The rule's conditions, as far as they are asked about this passage, and the motive that it wants. */
export function askConditions(plea: Plea, passage: Passage): readonly ConditionResult[] {
  const { gateway, sheet, motive } = plea
  if (gateway.perPart) derivePartFacts(sheet, passage.category, passage.receiverAgency)
  // Most grounds are invoked because all is met.
  return isAllMet(plea, passage)
    ? gateway.allMet[passage.category]
    : [
        ...gateway.conditions
          .filter(({ scope }) => covers(scope, passage.mark))
          .map((condition) => askCondition(condition, passage.category, sheet)),
        ...motiveOf(gateway, motive),
      ]
}

function isAllMet({ gateway, sheet, motive }: Plea, { mark }: Passage): boolean {
  for (const { scope, test } of gateway.conditions)
    if (test.answer(sheet.facts) !== 'met' || !covers(scope, mark)) return false
  return motive || gateway.version.motive === undefined
}

function motiveOf({ version }: CompiledGateway, motive: boolean): readonly ConditionResult[] {
  if (version.motive === undefined) return []
  return [motive ? MOTIVE.met : MOTIVE.unanswered]
}

function askCondition(
  condition: CompiledCondition,
  category: Category,
  sheet: FactSheet,
): ConditionResult {
  const answer = condition.test.answer(sheet.facts)
  const result = condition.results[category][answer]
  // A condition on one stated fact lacks that one.
  if (answer !== 'unanswered' || result.facts.length === 1) return result
  return { id: condition.id, result: answer, facts: findLacking(condition, category, sheet) }
}

/** The facts without which a condition has no answer, as a person states them, sorted. */
function findLacking(
  { test, places }: CompiledCondition,
  category: Category,
  { facts }: FactSheet,
): readonly string[] {
  const found = new Set<string>()
  for (const name of test.lacks(facts))
    for (const stated of statedFacts(name, category))
      if (facts[places.get(stated)!] === undefined) found.add(stated)
  return [...found].sort()
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

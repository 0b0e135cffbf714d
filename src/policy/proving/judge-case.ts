/**
 * What a set gives in a case of a decision table, in the words of its expectation.
 *
 * @module
 */
import { parseTime } from '../../protocol/time.ts'
import { findAdvice } from '../advice.ts'
import type { Advice } from '../advice.ts'
import { referenceKey } from '../compiled-rules.ts'
import type { Decision, Obligation, Outcome, PartDecision, RuleReference } from '../decision.ts'
import { PolicyError } from '../errors.ts'
import { evaluate, worstOutcome } from '../evaluate.ts'
import type { PolicyRequest } from '../policy-request.ts'
import type { PolicySet } from '../policy-set.ts'
import { situationOf } from './decision-table.ts'
import type { Case, DecisionTable, Expectation } from './decision-table.ts'
import { requestOf } from './situation.ts'

/** What a set gives in a case, in the words of an expectation and with as much as the case expects. */
export function resultOf(set: PolicySet, table: DecisionTable, item: Case): Expectation {
  return judgeRequest(set, requestOf(situationOf(table, item)), item.expect)
}

/** As `resultOf`, for a request that was made before. */
export function judgeRequest(
  set: PolicySet,
  request: PolicyRequest,
  expect: Expectation,
): Expectation {
  try {
    const decision = evaluate(set, request)
    return describe(set, decision, findAdvice(set, request, decision), expect)
  } catch (error) {
    if (error instanceof PolicyError) return { error: describeError(error) }
    throw error
  }
}

function describeError({ code, place }: PolicyError): string {
  return [code, place.reason].filter(Boolean).join(' ')
}

/** Lists of an expectation that are empty when they are not given. */
const EXACT = ['rules', 'obligations', 'failed', 'unanswered', 'mismatches', 'disputes'] as const
/** Lists that are checked if given. */
const ASKED = [
  'blocks',
  'openQuestions',
  'duties',
  'alternatives',
  'documentation',
  'reasons',
] as const

/** The expectation of a case with its empty lists written out and all lists in order. */
export function expectationOf({ expect }: Pick<Case, 'expect'>): Expectation {
  if (expect.error !== undefined) return expect
  const lists = [...EXACT, ...ASKED.filter((list) => expect[list] !== undefined)]
  const { obligationsOf } = expect
  return {
    ...expect,
    ...(obligationsOf && { obligationsOf: mapLists(obligationsOf, (list) => list.toSorted()) }),
    ...Object.fromEntries(lists.map((list) => [list, (expect[list] ?? []).toSorted()])),
  }
}

function describe(
  set: PolicySet,
  decision: Decision,
  advice: Advice,
  expected: Expectation,
): Expectation {
  const sent = decision.parts.filter(({ reasons }) => !reasons.includes('internal'))
  const grounds = sent.flatMap((part) => part.grounds)
  const conditions = grounds.flatMap((ground) => ground.conditions)
  const rules = new Set(set.pack.obligationRules.map(({ id }) => id))
  const ofRule = ({ rule }: Obligation): boolean => rules.has(rule)
  return {
    outcome: decision.outcome,
    rules: unique(sent.flatMap((part) => part.rules.map(nameOf))),
    obligations: codesOf(decision, (one) => !ofRule(one), expected.obligations),
    failed: unique(conditions.filter(({ result }) => result === 'failed').map(({ id }) => id)),
    unanswered: advice.unanswered,
    mismatches: unique(grounds.flatMap(({ mismatches }) => mismatches)),
    disputes: unique(grounds.flatMap(({ disputes }) => disputes)),
    ...(expected.blocks && { blocks: unique(sent.flatMap(({ blocks }) => blocks.map(nameOf))) }),
    ...(expected.openQuestions && { openQuestions: unique(sent.flatMap(questionsOf)) }),
    ...(expected.duties && { duties: codesOf(decision, ofRule, expected.duties) }),
    ...(expected.obligationsOf && { obligationsOf: byRule(decision, expected.obligationsOf) }),
    ...(expected.reasons && { reasons: unique(sent.flatMap(({ reasons }) => reasons)) }),
    ...(expected.documentation && { documentation: unique(decision.documentation) }),
    ...(expected.parts && { parts: outcomesOf(sent) }),
    ...(expected.alternatives && {
      alternatives: unique(advice.alternatives.map((one) => `${nameOf(one)} ${one.outcome}`)),
    }),
  }
}

function nameOf({ rule, version }: RuleReference): string {
  return referenceKey(rule, version)
}

function questionsOf({ grounds, blocks }: PartDecision): readonly string[] {
  const named = blocks.flatMap(({ openQuestion }) => openQuestion ?? [])
  return [...grounds.flatMap(({ openQuestions }) => openQuestions), ...named]
}

function outcomesOf(parts: readonly PartDecision[]): Readonly<Record<string, Outcome>> {
  const byPart = Map.groupBy(parts, ({ part }) => part)
  return Object.fromEntries(Array.from(byPart, ([part, those]) => [part, worstOutcome(those)]))
}

type ByRule = NonNullable<Expectation['obligationsOf']>

function byRule(decision: Decision, expected: ByRule): ByRule {
  return mapLists(expected, (codes, name) => codesOf(decision, ({ rule }) => rule === name, codes))
}

function mapLists(
  lists: ByRule,
  change: (list: readonly string[], name: string) => readonly string[],
): ByRule {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, change(list, name)]))
}

/** Codes of obligations; a code that is expected with its time is told with every time that it has. */
function codesOf(
  { at, obligations }: Decision,
  isAsked: (obligation: Obligation) => boolean,
  expected: readonly string[] = [],
): readonly string[] {
  const timed = new Set(expected.filter((one) => one.includes(' ')).map((one) => one.split(' ')[0]))
  return unique(
    obligations.filter(isAsked).map(({ code, deadline }) => {
      if (deadline === null || !timed.has(code)) return code
      return code + ' ' + durationOf((parseTime(deadline) - parseTime(at)) / 60_000)
    }),
  )
}

/** Minutes as tables write them: whole days from three on, else whole hours, else minutes (ISO 8601). */
function durationOf(minutes: number): string {
  if (minutes % 1440 === 0 && minutes >= 3 * 1440) return `P${minutes / 1440}D`
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort()
}

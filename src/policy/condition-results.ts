import type { Category } from '../protocol/vocabulary.ts'
import type { ConditionResults, SheetTest } from './compiled-rules.ts'
import type { FactTable } from './condition.ts'
import type { ConditionResult } from './decision.ts'
import { DERIVED_FACTS, statedFactsOf } from './derived-facts.ts'

/** Equal lists that it gives are one list, as those that it is given are. */
type Narrow = (names: readonly string[], facts: FactTable<number>) => readonly string[]

/** What a condition gives in a part of a category: each result is made once, and then all requests share it. */
export function resultsOf(
  id: string,
  { asks, lacks }: SheetTest,
  category: Category,
  places: ReadonlyMap<string, number>,
): ConditionResults {
  const facts = statedFactsOf(asks, category)
  const resultOf = lackingResults(id)
  const isStated = asks.every((name) => !Object.hasOwn(DERIVED_FACTS, name))
  const unansweredOf = statedLists(category, places)
  const lacking = (sheet: FactTable<number>): ConditionResult =>
    resultOf(isStated ? lacks(sheet) : unansweredOf(lacks(sheet), sheet))
  return {
    failed: { id, result: 'failed', facts },
    unanswered: { id, result: 'unanswered', facts },
    lacking: facts.length === 1 ? null : lacking,
  }
}

/** Of what the facts in a list follow from, that which lacks an answer. */
function statedLists(category: Category, places: ReadonlyMap<string, number>): Narrow {
  const known = new Map<readonly string[], ReturnType<typeof subsetsOf>>()
  return (lacking, facts) => {
    let unansweredOf = known.get(lacking)
    if (unansweredOf === undefined) {
      const names = statedFactsOf(lacking, category)
      const at = names.map((name) => places.get(name)!)
      unansweredOf = subsetsOf(names, at)
      known.set(lacking, unansweredOf)
    }
    return unansweredOf(facts)
  }
}

/** Those of some facts at their places that lack an answer, each list made once. */
function subsetsOf(names: readonly string[], places: readonly number[]) {
  const lists = new Map<number, readonly string[]>()
  return (facts: FactTable<number>): readonly string[] => {
    let bits = 0
    for (let i = 0; i < places.length; i++) if (facts[places[i]!] === undefined) bits |= 1 << i
    const list = lists.get(bits) ?? names.filter((_, i) => bits & (1 << i))
    lists.set(bits, list)
    return list
  }
}

/** The result for each list of facts that a condition may lack, made once for each. */
function lackingResults(id: string): (facts: readonly string[]) => ConditionResult {
  const results = new Map<readonly string[], ConditionResult>()
  return (facts) => {
    const known = results.get(facts)
    if (known !== undefined) return known
    const result: ConditionResult = { id, result: 'unanswered', facts }
    results.set(facts, result)
    return result
  }
}

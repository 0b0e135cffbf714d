/**
 * Conditions over facts: a small part of JSON Schema 2020-12, read with three values.
 *
 * A condition is `met`, `failed`, or `unanswered` when only facts that nobody stated stand between it and `met` (Kleene's
 * strong logic). The keywords are `properties` with `const`, `enum`, `minimum`, `maximum`, each property also in `required`,
 * and `anyOf`, `allOf`; there is no negation, so a fact that lacks an answer can never meet anything. A schema validator
 * would give two values and needs `eval`, which the workspaces' content security policy forbids, while policy sets arrive
 * at run time; a test shows that `met` here and "valid" there are the same.
 *
 * @module
 */
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { PolicyError } from './errors.ts'

/** The value of a fact, stated or worked out. */
export type FactValue = boolean | string | number
/**
 * Facts by name, or by number in a list: one that nobody stated is `undefined`. No fact has the name of a member of every
 * object.
 */
export type FactTable<Key extends string | number = string> = {
  readonly [key in Key]: FactValue | undefined
}

export type Answer = 'met' | 'failed' | 'unanswered'

/** A condition made ready to be asked of facts by name, or by number. */
export interface Test<Key extends string | number = string> {
  /** The names of every fact that it asks for, sorted. */
  readonly asks: readonly string[]
  readonly answer: (facts: FactTable<Key>) => Answer
  /**
   * When `answer` is `unanswered`: the names of the facts without an answer that keep it from being met, sorted. Equal lists
   * are one list.
   */
  readonly lacks: (facts: FactTable<Key>) => readonly string[]
  /** All that the condition says, if that is what value one fact has: then that can be seen without calling `answer`. */
  readonly only: Only<Key> | null
}

/** That a fact has one value. */
interface Only<Key extends string | number> {
  readonly key: Key
  readonly value: FactValue
}

/** A part of a condition. Facts are told apart by bits: the first name that is asked for is 1, the next 2, then 4. */
interface Clause<Key extends string | number> {
  readonly answer: (facts: FactTable<Key>) => Answer
  /** When `answer` is `unanswered`: the bits of the facts without an answer that keep it from being met. */
  readonly lacks: (facts: FactTable<Key>) => number
  readonly only: Only<Key> | null
}

/** Makes a test of a schema over facts by name; throws `pack-invalid` on any keyword or shape outside the subset. */
export function parseCondition(schema: JsonValue): Test {
  return compileCondition(schema, (name) => name)
}

/** Makes a test of a schema over facts that are found where `keyOf` says; throws as `parseCondition`. */
export function compileCondition<Key extends string | number>(
  schema: JsonValue,
  keyOf: (name: string) => Key,
): Test<Key> {
  const parser = new Parser(keyOf)
  const { answer, lacks, only } = parser.parse(schema)
  const { names } = parser
  const lists = new Map<number, readonly string[]>()
  const listOf = (bits: number): readonly string[] => {
    const list = names.filter((_, place) => bits & (1 << place)).sort()
    lists.set(bits, list)
    return list
  }
  return {
    asks: names.toSorted(),
    answer,
    lacks: (facts) => {
      const bits = lacks(facts)
      return lists.get(bits) ?? listOf(bits)
    },
    only,
  }
}

/** Reads one condition, and gathers the names of the facts in it. */
class Parser<Key extends string | number> {
  readonly names: string[] = []
  readonly #keyOf: (name: string) => Key

  constructor(keyOf: (name: string) => Key) {
    this.#keyOf = keyOf
  }

  parse(schema: JsonValue): Clause<Key> {
    if (!isJsonObject(schema)) throw refused('condition-not-an-object')
    const { anyOf, allOf, properties } = schema
    const members = Object.keys(schema).length
    if (anyOf !== undefined && members === 1) return anyOfClauses(this.#branches(anyOf))
    if (allOf !== undefined && members === 1) return allOfClauses(this.#branches(allOf))
    if (isJsonObject(properties) && members === 2) return this.#properties(schema, properties)
    throw refused('condition-keyword-refused')
  }

  #branches(branches: JsonValue): readonly Clause<Key>[] {
    if (!Array.isArray(branches) || branches.length === 0)
      throw refused('condition-branches-missing')
    return (branches as readonly JsonValue[]).map((branch) => this.parse(branch))
  }

  #properties(schema: JsonObject, properties: JsonObject): Clause<Key> {
    const names = Object.keys(properties).sort()
    const required = Array.isArray(schema.required) ? [...schema.required].sort() : []
    // Without `required` an absent fact would meet the schema: an answer by default.
    if (names.length === 0 || required.join() !== names.join())
      throw refused('condition-requires-other-facts-than-it-names')
    return allOfClauses(
      names.map((name) => factClause(this.#keyOf(name), this.#bitOf(name), properties[name]!)),
    )
  }

  #bitOf(name: string): number {
    if (!this.names.includes(name)) this.names.push(name)
    const place = this.names.indexOf(name)
    if (place > 30) throw refused('condition-asks-for-too-much')
    return 1 << place
  }
}

function factClause<Key extends string | number>(
  key: Key,
  bit: number,
  schema: JsonValue,
): Clause<Key> {
  const lacks = (): number => bit
  const only = isJsonObject(schema) && Object.keys(schema).length === 1 ? schema.const : undefined
  if (typeof only !== 'boolean' && typeof only !== 'string') {
    const holds = parseValueTest(schema)
    const answer = (facts: FactTable<Key>): Answer => {
      const value = facts[key]
      if (value === undefined) return 'unanswered'
      return holds(value) ? 'met' : 'failed'
    }
    return { answer, lacks, only: null }
  }
  // Most conditions are of this kind.
  const answer = (facts: FactTable<Key>): Answer => {
    const value = facts[key]
    if (value === only) return 'met'
    return value === undefined ? 'unanswered' : 'failed'
  }
  return { answer, lacks, only: { key, value: only } }
}

function parseValueTest(schema: JsonValue): (value: FactValue) => boolean {
  if (!isJsonObject(schema) || Object.keys(schema).length !== 1)
    throw refused('condition-value-refused')
  const { enum: some, minimum, maximum } = schema
  if (typeof minimum === 'number') return (value) => typeof value === 'number' && value >= minimum
  if (typeof maximum === 'number') return (value) => typeof value === 'number' && value <= maximum
  if (!Array.isArray(some) || some.length === 0) throw refused('condition-value-refused')
  const values = new Set<FactValue>(some as readonly FactValue[])
  return (value) => values.has(value)
}

function allOfClauses<Key extends string | number>(clauses: readonly Clause<Key>[]): Clause<Key> {
  if (clauses.length === 1) return clauses[0]!
  return {
    answer: (facts) => {
      let answer: Answer = 'met'
      for (const clause of clauses) {
        const next = clause.answer(facts)
        if (next === 'failed') return 'failed'
        if (next === 'unanswered') answer = 'unanswered'
      }
      return answer
    },
    lacks: (facts) => lacksOf(clauses, facts),
    only: null,
  }
}

function anyOfClauses<Key extends string | number>(clauses: readonly Clause<Key>[]): Clause<Key> {
  if (clauses.length === 1) return clauses[0]!
  return {
    answer: (facts) => {
      let answer: Answer = 'failed'
      for (const clause of clauses) {
        const next = clause.answer(facts)
        if (next === 'met') return 'met'
        if (next === 'unanswered') answer = 'unanswered'
      }
      return answer
    },
    lacks: (facts) => lacksOf(clauses, facts),
    only: null,
  }
}

/** Of branches that failed nothing is lacking: more answers would not help them. */
function lacksOf<Key extends string | number>(
  clauses: readonly Clause<Key>[],
  facts: FactTable<Key>,
): number {
  let bits = 0
  for (const clause of clauses)
    if (clause.answer(facts) === 'unanswered') bits |= clause.lacks(facts)
  return bits
}

function refused(reason: string): PolicyError {
  return new PolicyError(
    'pack-invalid',
    'a condition is outside the allowed subset of JSON Schema',
    {
      place: { reason },
    },
  )
}

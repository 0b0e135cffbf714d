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
  /** When `answer` is `unanswered`: the names of the facts without an answer that keep it from being met. */
  readonly lacks: (facts: FactTable<Key>) => readonly string[]
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
  if (!isJsonObject(schema)) throw refused('condition-not-an-object')
  const { anyOf, allOf, properties } = schema
  const members = Object.keys(schema).length
  if (anyOf !== undefined && members === 1) return anyOfTests(compileBranches(anyOf, keyOf))
  if (allOf !== undefined && members === 1) return allOfTests(compileBranches(allOf, keyOf))
  if (isJsonObject(properties) && members === 2) return compileProperties(schema, properties, keyOf)
  throw refused('condition-keyword-refused')
}

function compileBranches<Key extends string | number>(
  branches: JsonValue,
  keyOf: (name: string) => Key,
): readonly Test<Key>[] {
  if (!Array.isArray(branches) || branches.length === 0) throw refused('condition-branches-missing')
  return (branches as readonly JsonValue[]).map((branch) => compileCondition(branch, keyOf))
}

function compileProperties<Key extends string | number>(
  schema: JsonObject,
  properties: JsonObject,
  keyOf: (name: string) => Key,
): Test<Key> {
  const names = Object.keys(properties).sort()
  const required = Array.isArray(schema.required) ? [...schema.required].sort() : []
  // Without `required` an absent fact would meet the schema: an answer by default.
  if (names.length === 0 || required.join() !== names.join())
    throw refused('condition-requires-other-facts-than-it-names')
  return allOfTests(names.map((name) => factTest(name, keyOf(name), properties[name]!)))
}

function factTest<Key extends string | number>(
  name: string,
  key: Key,
  schema: JsonValue,
): Test<Key> {
  const asks = [name]
  const lacks = (facts: FactTable<Key>) => (facts[key] === undefined ? asks : [])
  const only = isJsonObject(schema) && Object.keys(schema).length === 1 ? schema.const : undefined
  if (typeof only !== 'boolean' && typeof only !== 'string') {
    const holds = parseValueTest(schema)
    const answer = (facts: FactTable<Key>): Answer => {
      const value = facts[key]
      if (value === undefined) return 'unanswered'
      return holds(value) ? 'met' : 'failed'
    }
    return { asks, answer, lacks }
  }
  // Most conditions are of this kind.
  const answer = (facts: FactTable<Key>): Answer => {
    const value = facts[key]
    if (value === only) return 'met'
    return value === undefined ? 'unanswered' : 'failed'
  }
  return { asks, answer, lacks }
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

function allOfTests<Key extends string | number>(tests: readonly Test<Key>[]): Test<Key> {
  if (tests.length === 1) return tests[0]!
  return {
    asks: union(tests),
    answer: (facts) => {
      let answer: Answer = 'met'
      for (const test of tests) {
        const next = test.answer(facts)
        if (next === 'failed') return 'failed'
        if (next === 'unanswered') answer = 'unanswered'
      }
      return answer
    },
    lacks: (facts) => lacksOf(tests, facts),
  }
}

function anyOfTests<Key extends string | number>(tests: readonly Test<Key>[]): Test<Key> {
  if (tests.length === 1) return tests[0]!
  return {
    asks: union(tests),
    answer: (facts) => {
      let answer: Answer = 'failed'
      for (const test of tests) {
        const next = test.answer(facts)
        if (next === 'met') return 'met'
        if (next === 'unanswered') answer = 'unanswered'
      }
      return answer
    },
    lacks: (facts) => lacksOf(tests, facts),
  }
}

/** Of branches that failed nothing is lacking: more answers would not help them. */
function lacksOf<Key extends string | number>(
  tests: readonly Test<Key>[],
  facts: FactTable<Key>,
): readonly string[] {
  let lacks: readonly string[] = []
  for (const test of tests) {
    if (test.answer(facts) !== 'unanswered') continue
    const more = test.lacks(facts)
    lacks = lacks.length === 0 ? more : [...new Set([...lacks, ...more])].sort()
  }
  return lacks
}

function union(tests: readonly Pick<Test, 'asks'>[]): readonly string[] {
  return [...new Set(tests.flatMap((test) => test.asks))].sort()
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

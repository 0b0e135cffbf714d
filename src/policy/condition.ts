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
/** Facts by name: one that nobody stated is `undefined`. No fact has the name of a member of every object. */
export type FactTable = { readonly [name: string]: FactValue | undefined }

export type Answer = 'met' | 'failed' | 'unanswered'

/** A condition made ready to be asked. */
export interface Test {
  /** Every fact that it names, sorted. */
  readonly asks: readonly string[]
  readonly answer: (facts: FactTable) => Answer
  /** When `answer` is `unanswered`: the facts without an answer that keep it from being met. */
  readonly lacks: (facts: FactTable) => readonly string[]
}

/** Makes a test of a schema; throws `pack-invalid` on any keyword or shape outside the subset. */
export function parseCondition(schema: JsonValue): Test {
  if (!isJsonObject(schema)) throw refused('condition-not-an-object')
  const { anyOf, allOf, properties } = schema
  const members = Object.keys(schema).length
  if (anyOf !== undefined && members === 1) return anyOfTests(parseBranches(anyOf))
  if (allOf !== undefined && members === 1) return allOfTests(parseBranches(allOf))
  if (isJsonObject(properties) && members === 2) return parseProperties(schema, properties)
  throw refused('condition-keyword-refused')
}

function parseBranches(branches: JsonValue): readonly Test[] {
  if (!Array.isArray(branches) || branches.length === 0) throw refused('condition-branches-missing')
  return (branches as readonly JsonValue[]).map(parseCondition)
}

function parseProperties(schema: JsonObject, properties: JsonObject): Test {
  const names = Object.keys(properties).sort()
  const required = Array.isArray(schema.required) ? [...schema.required].sort() : []
  // Without `required` an absent fact would meet the schema: an answer by default.
  if (names.length === 0 || required.join() !== names.join())
    throw refused('condition-requires-other-facts-than-it-names')
  return allOfTests(names.map((name) => factTest(name, parseValueTest(properties[name]!))))
}

function factTest(name: string, holds: (value: FactValue) => boolean): Test {
  const asks = [name]
  return {
    asks,
    answer: (facts) => {
      const value = facts[name]
      if (value === undefined) return 'unanswered'
      return holds(value) ? 'met' : 'failed'
    },
    lacks: (facts) => (facts[name] === undefined ? asks : []),
  }
}

function parseValueTest(schema: JsonValue): (value: FactValue) => boolean {
  if (!isJsonObject(schema) || Object.keys(schema).length !== 1)
    throw refused('condition-value-refused')
  const { const: only, enum: some, minimum, maximum } = schema
  if (typeof only === 'boolean' || typeof only === 'string') return (value) => value === only
  if (typeof minimum === 'number') return (value) => typeof value === 'number' && value >= minimum
  if (typeof maximum === 'number') return (value) => typeof value === 'number' && value <= maximum
  if (!Array.isArray(some) || some.length === 0) throw refused('condition-value-refused')
  const values = new Set<FactValue>(some as readonly FactValue[])
  return (value) => values.has(value)
}

function allOfTests(tests: readonly Test[]): Test {
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

function anyOfTests(tests: readonly Test[]): Test {
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
function lacksOf(tests: readonly Test[], facts: FactTable): readonly string[] {
  const open = tests.filter((test) => test.answer(facts) === 'unanswered')
  return [...new Set(open.flatMap((test) => test.lacks(facts)))].sort()
}

function union(tests: readonly Test[]): readonly string[] {
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

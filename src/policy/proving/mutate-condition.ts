/**
 * A condition that asks for slightly more or slightly less.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { Fact } from '../policy-set.ts'
import { inside, insideEach, withoutEach } from './variant.ts'
import type { Variant } from './variant.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Every way to say a condition of this shape slightly wrong. */
export function mutateCondition(
  when: JsonObject,
  vocabulary: Vocabulary,
): readonly Variant<JsonObject>[] {
  for (const key of ['anyOf', 'allOf'] as const)
    if (when[key] !== undefined)
      return mutateBranches(when[key] as readonly JsonObject[], vocabulary).map((variant) => ({
        ...variant,
        value: { [key]: variant.value as readonly JsonValue[] as JsonValue[] },
      }))
  return mutateProperties(when.properties as JsonObject, vocabulary)
}

function mutateBranches(
  branches: readonly JsonObject[],
  vocabulary: Vocabulary,
): readonly Variant<readonly JsonObject[]>[] {
  const places = new Map(branches.map((branch, place) => [branch, `branch ${place + 1}`]))
  const nameOf = (branch: JsonObject): string => places.get(branch)!
  return [
    ...withoutEach('branch-dropped', branches, nameOf),
    ...insideEach(branches, nameOf, (branch) => mutateCondition(branch, vocabulary)),
  ]
}

function mutateProperties(
  properties: JsonObject,
  vocabulary: Vocabulary,
): readonly Variant<JsonObject>[] {
  const entries = Object.entries(properties)
  const conditionOf = (some: readonly (readonly [string, JsonValue])[]): JsonObject => ({
    properties: Object.fromEntries(some),
    required: some.map(([name]) => name),
  })
  const fewer = withoutEach('branch-dropped', entries, ([name]) => name)
  const other = entries.flatMap(([name, schema], place) =>
    inside(name, mutateAnswers(schema as JsonObject, vocabulary.get(name)), (value) =>
      entries.with(place, [name, value]),
    ),
  )
  return [...fewer, ...other].map((variant) => ({ ...variant, value: conditionOf(variant.value) }))
}

/** The answers that a condition accepts of one fact: one more, one less, or a number beside. */
function mutateAnswers(schema: JsonObject, fact: Fact | undefined): readonly Variant<JsonObject>[] {
  for (const key of ['minimum', 'maximum'] as const)
    if (typeof schema[key] === 'number')
      return [-1, 1].map((step) => ({
        operator: 'threshold-moved',
        detail: `${key} ${step > 0 ? '+' : ''}${step}`,
        value: { [key]: (schema[key] as number) + step },
      }))
  const accepted =
    schema.const === undefined ? (schema.enum as readonly JsonValue[]) : [schema.const]
  if (typeof accepted[0] === 'boolean')
    return [
      { operator: 'answer-swapped', detail: '', value: { enum: accepted.map((one) => !one) } },
      { operator: 'answer-added', detail: '', value: { enum: [true, false] } },
    ]
  const answers = Object.keys(fact?.values ?? {})
  return [
    ...inside('', withoutEach('answer-dropped', accepted, String), (value) => ({
      enum: [...value],
    })),
    ...answers
      .filter((answer) => !accepted.includes(answer))
      .map((answer): Variant<JsonObject> => ({
        operator: 'answer-added',
        detail: answer,
        value: { enum: [...accepted, answer] },
      })),
  ]
}

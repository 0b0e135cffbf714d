/**
 * The answers that could be given to the facts of a condition, as far as the condition tells them apart.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { FactTable, FactValue } from '../condition.ts'
import { parseCondition } from '../condition.ts'
import type { Vocabulary } from './vocabulary.ts'

/** More combinations than this are not tried. */
const MOST = 300_000

/** Every way in which some conditions together can be answered; null: too many to try. */
export function listAnswers(
  conditions: readonly JsonObject[],
  vocabulary: Vocabulary,
): Iterable<FactTable> | null {
  const names = [...new Set(conditions.flatMap((when) => parseCondition(when).asks))]
  const answers = names.map((name) => answersOf(name, conditions, vocabulary))
  const count = answers.reduce((product, { length }) => product * length, 1)
  return count > MOST ? null : combine(names, answers)
}

function* combine(
  names: readonly string[],
  answers: readonly (readonly FactValue[])[],
): Generator<FactTable> {
  const [name, ...otherNames] = names
  if (name === undefined) {
    yield {}
    return
  }
  for (const rest of combine(otherNames, answers.slice(1)))
    for (const answer of answers[0]!) yield { ...rest, [name]: answer }
}

/** The answers to one fact; of numbers and open lists those that are compared with, and one beside each. */
function answersOf(
  name: string,
  conditions: readonly JsonObject[],
  vocabulary: Vocabulary,
): readonly FactValue[] {
  const fact = vocabulary.get(name)
  if (fact?.type === 'boolean') return [true, false]
  const codes = Object.keys(fact?.values ?? {})
  if (codes.length > 0) return codes
  const named = conditions.flatMap((when) => comparedWith(when, name))
  const numbers = named.filter((value) => typeof value === 'number')
  if (numbers.length > 0)
    return [...new Set(numbers.flatMap((number) => [number - 1, number, number + 1]))]
  return [...new Set([...(named as readonly FactValue[]), 'other'])]
}

function comparedWith(when: JsonObject, name: string): readonly JsonValue[] {
  const branches = ((when.anyOf ?? when.allOf ?? []) as readonly JsonObject[]).flatMap((branch) =>
    comparedWith(branch, name),
  )
  const schema = (when.properties as JsonObject | undefined)?.[name] as JsonObject | undefined
  if (schema === undefined) return branches
  const { const: only, enum: some, minimum, maximum } = schema
  return [
    ...branches,
    ...[only, minimum, maximum].filter((value) => value !== undefined),
    ...((some ?? []) as readonly JsonValue[]),
  ]
}

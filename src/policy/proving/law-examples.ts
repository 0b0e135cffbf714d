import type { DecisionTable } from './decision-table.ts'

/** The example decisions of the legal research (its part 6), each of which some table must hold as a case. */
export const LAW_EXAMPLES: readonly string[] =
  '1 3 5 6 7 7b 8 12 13 14 16 17 19 22 23 24 26 27 28 29 30 31 33 35 36 38 39 41 45 48 49 52 54 56 58 59 60'.split(
    ' ',
  )

/** The example decisions that no case says it is. */
export function findMissingExamples(tables: Iterable<DecisionTable>): readonly string[] {
  const held = new Set([...tables].flatMap(({ cases }) => cases.map(({ law }) => law)))
  return LAW_EXAMPLES.filter((law) => !held.has(law))
}

import type { PolicySet } from '../policy-set.ts'
import type { Case, DecisionTable, Expectation } from './decision-table.ts'
import { expectationOf, resultOf } from './judge-case.ts'

/** A case in which a set gives something else than its table expects. */
export interface Failure {
  readonly file: string
  readonly id: string
  readonly text: string
  /** Members of the expectation that differ, by name. */
  readonly differences: readonly Difference[]
}

export interface Difference {
  readonly member: string
  readonly expected: unknown
  readonly given: unknown
}

/** What running some tables gave. */
export interface TableReport {
  /** By file, in order. */
  readonly tables: readonly {
    readonly file: string
    readonly cases: number
    readonly failed: number
  }[]
  readonly failures: readonly Failure[]
  readonly cases: number
}

/** Runs every case of some tables, by their files, under a set. */
export function runTables(set: PolicySet, tables: ReadonlyMap<string, DecisionTable>): TableReport {
  const failures: Failure[] = []
  const counts = Array.from(tables, ([file, table]) => {
    const failed = table.cases.flatMap((item) => judge(set, file, table, item))
    failures.push(...failed)
    return { file, cases: table.cases.length, failed: failed.length }
  })
  return { tables: counts, failures, cases: counts.reduce((sum, { cases }) => sum + cases, 0) }
}

function judge(set: PolicySet, file: string, table: DecisionTable, item: Case): readonly Failure[] {
  const differences = compareResults(expectationOf(item), resultOf(set, table, item))
  if (differences.length === 0) return []
  return [{ file, id: item.id, text: item.text, differences }]
}

/** What differs between two results, each member's lists in order; empty if they are the same. */
export function compareResults(expected: Expectation, given: Expectation): readonly Difference[] {
  const members = new Set([...Object.keys(expected), ...Object.keys(given)]) as ReadonlySet<
    keyof Expectation
  >
  return [...members]
    .filter((member) => textOf(expected[member]) !== textOf(given[member]))
    .map((member) => ({ member, expected: expected[member], given: given[member] }))
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? value.join() : Object.entries(value).sort().join()
}

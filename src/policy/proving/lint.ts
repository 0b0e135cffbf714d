import type { Pack } from '../policy-set.ts'
import type { DecisionTable } from './decision-table.ts'
import type { Finding } from './finding.ts'
import { findMissingExamples, LAW_EXAMPLES } from './law-examples.ts'
import { lintConditions } from './lint-conditions.ts'
import { lintOpenings } from './lint-openings.ts'
import { lintWords } from './lint-words.ts'

/**
 * Faults of a policy folder that can be seen without any case, in a fixed order; none if it is clean. What keeps a pack from
 * being loaded at all – overlapping or missing wordings, unknown names – the loader tells before.
 */
export function lintPolicies(
  pack: Pack,
  tables: ReadonlyMap<string, DecisionTable>,
): readonly Finding[] {
  return [
    ...lintConditions(pack),
    ...lintOpenings(pack),
    ...lintWords(pack),
    ...lintTables(pack, tables),
  ]
}

function lintTables(
  { locks, gateways, blocks, obligationRules }: Pack,
  tables: ReadonlyMap<string, DecisionTable>,
): readonly Finding[] {
  const folders = { locks, gateways, blocks, obligations: obligationRules }
  const wanted = Object.entries(folders).flatMap(([folder, rules]) =>
    rules.map(({ id }) => `${folder}/${id}.cases.json`),
  )
  const missing = wanted.filter((file) => !tables.has(file))
  // A table that lies in no folder is about the pack as a whole.
  const surplus = [...tables.keys()].filter((file) => file.includes('/') && !wanted.includes(file))
  const unknown = [...tables].flatMap(([file, { cases }]) =>
    cases
      .filter(({ law }) => law !== undefined && !LAW_EXAMPLES.includes(law))
      .map(({ id }) => ({ file, id })),
  )
  return [
    ...missing.map((subject): Finding => ({ code: 'table-missing', subject, place: '' })),
    ...surplus.map((subject): Finding => ({ code: 'table-without-rule', subject, place: '' })),
    ...unknown.map(({ file, id }): Finding => ({
      code: 'example-unknown',
      subject: file,
      place: id,
    })),
    ...findMissingExamples(tables.values()).map((law): Finding => ({
      code: 'example-missing',
      subject: law,
      place: '',
    })),
  ]
}

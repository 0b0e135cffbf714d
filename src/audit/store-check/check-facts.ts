import { encodeErased } from '../../protocol/record.ts'
import type { Erased, OpenLeaf, RecordBody } from '../../protocol/record.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Digest } from '../../protocol/sha256.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Said } from './check-record.ts'
import { OWN_TABLES, factOf } from './fact-of.ts'
import type { ReportStoreFault } from './store-fault.ts'

/** A row of facts, as far as its record must say the same; a column that the table does not have is null. */
export interface FactRow {
  readonly table: string
  readonly recorded: number
  readonly digest: Digest | null
  readonly disclosure: Uuid | null
  readonly agency: string | null
  readonly function: string | null
  readonly member: Uuid | null
}

/**
 * Compares what records say with the facts that were made of them, in both directions. `facts` are all that name these records, and what
 * cannot be read of a record (erased, or wrong in itself) accuses no fact.
 */
export function checkFacts(
  said: ReadonlyMap<number, Said>,
  facts: readonly FactRow[],
  report: ReportStoreFault,
): void {
  const found = new Set<string>()
  for (const fact of facts) {
    const { table, recorded: position, digest } = fact
    found.add(`${position} ${table}`).add(`${position} ${table} ${digest}`)
    const record = said.get(position)
    if (record === undefined || (record.what !== null && !isFounded(fact, record)))
      report({ code: 'fact-unfounded', position, table: `facts.${table}` })
  }
  for (const [position, { what }] of said) {
    if (what === null) continue
    const tell = (table: string) =>
      report({ code: 'fact-missing', position, table: `facts.${table}` })
    const table = factOf(what.ev)
    if (table !== undefined && !found.has(`${position} ${table}`)) tell(table)
    for (const digest of deliveredIn(what))
      if (!found.has(`${position} receipt ${digest}`)) tell('receipt')
  }
}

function isFounded(fact: FactRow, { what, member }: Said): boolean {
  if (what === null) return true
  const { table, digest, disclosure } = fact
  // What names a token is not in the record.
  if (digest !== null && table !== 'session' && !namesOf(what).has(digest)) return false
  if ('digest' in what) return !OWN_TABLES.has(table) || factOf(what.ev) === table
  if (disclosure !== null && what.disclosure !== disclosure) return false
  if (!OWN_TABLES.has(table)) return true
  if (table === 'receipt' && digest !== null && deliveredIn(what).includes(digest))
    return fact.member === null
  return (
    factOf(what.ev) === table &&
    isSame(fact.agency, what.agency) &&
    isSame(fact.function, what.function) &&
    isSame(fact.member, member)
  )
}

/** Where one of them says nothing there is nothing to compare. */
function isSame(fact: string | null, record: string | null | undefined): boolean {
  return fact === null || record === null || record === undefined || fact === record
}

function namesOf(what: OpenLeaf | RecordBody): ReadonlySet<string | undefined> {
  if ('digest' in what) return new Set([what.digest])
  return new Set([what.statement, what.manifest, ...deliveredIn(what)])
}

function deliveredIn(what: OpenLeaf | RecordBody): readonly Digest[] {
  return 'delivered' in what ? (what.delivered ?? []) : []
}

/** Whether the leaf records this erasure. */
export function isErasure(leaf: OpenLeaf | null, erased: Erased): boolean {
  return leaf?.ev === 'content.erased' && leaf.digest === digestOf(encodeErased(erased))
}

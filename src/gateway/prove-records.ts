import type { LogYear, StoredHead } from '../audit/store.ts'
import type { Evidence, EvidenceRecord } from '../protocol/evidence-bundle.ts'
import { inclusionRanges } from '../protocol/tlog/inclusion.ts'
import type { PlacedRecord } from '../storage/appended.ts'
import { findYearCheckpoint, listYears } from '../storage/checkpoints.ts'
import type { Db } from '../storage/db.ts'
import { listEntryBodies, loadRangeHashes } from '../storage/tiles.ts'
import { GatewayError } from './errors.ts'

/**
 * Proves records up to a checkpoint of the newest year that covers them all: each in the tree of its year, and the years by the records that opened them, each of
 * which names the last checkpoint of the year before. Gives back everything in the log's order.
 */
export async function proveRecords(
  db: Db,
  records: readonly PlacedRecord[],
  newest: StoredHead,
): Promise<Pick<Evidence, 'records' | 'checkpoints'>> {
  const first = Math.min(...records.map(({ position }) => position))
  const years = yearsFrom(await listYears(db), first, newest)
  const heads = await Promise.all(
    years.map(async ({ year }) => (year === newest.year ? newest : loadLast(db, year))),
  )
  const openings = await Promise.all(heads.slice(1).map(({ start }) => loadOpening(db, start)))
  const all = [...records, ...openings].sort((a, b) => a.position - b.position)
  return {
    records: await Promise.all(all.map((record) => prove(db, record, headOf(heads, record)))),
    checkpoints: heads.map(({ note }) => note),
  }
}

/** The years from that of the first record to that of the newest checkpoint. */
function yearsFrom(years: readonly LogYear[], first: number, newest: LogYear): LogYear[] {
  const oldest = years.findLastIndex(({ start }) => start <= first)
  return years.slice(Math.max(oldest, 0)).filter(({ year }) => year <= newest.year)
}

/** The last checkpoint of a year that is over. */
async function loadLast(db: Db, year: number): Promise<StoredHead> {
  const head = await findYearCheckpoint(db, year)
  if (head === undefined) throw new GatewayError('not-found', 'a year without a checkpoint')
  return head
}

async function loadOpening(db: Db, position: number): Promise<PlacedRecord> {
  const [leaf] = await listEntryBodies(db, position, position + 1)
  return { position, leaf: leaf!, body: null, nonce: null }
}

function headOf(heads: readonly StoredHead[], { position }: PlacedRecord): StoredHead {
  return heads.findLast(({ start }) => start <= position)!
}

async function prove(
  db: Db,
  { position, leaf, body, nonce }: PlacedRecord,
  head: StoredHead,
): Promise<EvidenceRecord> {
  const index = position - head.start
  const proof = await loadRangeHashes(db, head, inclusionRanges(index, head.size))
  return { year: head.year, index, leaf, body, nonce, proof }
}

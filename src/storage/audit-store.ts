import type { AppendOutcome, AuditStore, Batch, Failure, LogStore } from '../audit/store.ts'
import { concatBytes } from '../protocol/bytes.ts'
import { encodeAppendParameters } from './append-parameters.ts'
import type { Db } from './db.ts'
import { findNewestCheckpoint, findYearCheckpoint, listYears, takeTurn } from './checkpoints.ts'
import { guarded, inTransaction } from './in-turn.ts'
import { listEntryBodies, listLeafHashes, loadEdges } from './tiles.ts'

/**
 * SQLSTATE classes that speak of the moment and not of the batch: connection (08), state of the transaction such as
 * read-only (25), conflict and deadlock (40), out of resources (53), wrong state of an object such as a lock timeout (55),
 * shutdown (57), system error (58).
 */
const MOMENTARY = new Set(['08', '25', '40', '53', '55', '57', '58'])

/** The log in PostgreSQL. Give it a pool of one connection of its own: appends are one at a time anyway. */
export function buildAuditStore(db: Db): AuditStore {
  return {
    ...buildLogStore(db, () => findNewestCheckpoint(db)),
    inTurn: (work) => inTurn(db, work),
    failureOf,
  }
}

function buildLogStore(db: Db, findHead: LogStore['findHead']): LogStore {
  return {
    append: (batch) => append(db, batch),
    findHead,
    findYearHead: (year) => findYearCheckpoint(db, year),
    listYears: (after) => listYears(db, after),
    loadEdges: (year, size) => loadEdges(db, year, size),
    listLeafHashes: (start, end) => listLeafHashes(db, start, end),
    findLeaf: async (position) => (await listEntryBodies(db, position, position + 1))[0],
    findPosition: (id) => findPosition(db, id),
  }
}

/** Holds the log's lock while some work is done. */
async function inTurn<T>(db: Db, work: (turn: LogStore) => Promise<T>): Promise<T> {
  return inTransaction(db, async (transaction, guard) => {
    const head = await guard(() => takeTurn(transaction))
    const log = buildLogStore(transaction, async () => head)
    return work(guarded(log, guard))
  })
}

/** One statement, one transaction, one fsync. */
async function append(db: Db, batch: Batch): Promise<AppendOutcome> {
  const { previous, entries, tiles } = batch
  const { records, texts, items, bytes } = encodeAppendParameters(entries)
  const hashes = concatBytes(...entries.map((entry) => entry.leafHash))
  const tileBytes = concatBytes(...tiles.flatMap(({ root, data }) => [root, data]))
  const tilePlaces = JSON.stringify(tiles.map(({ level, index }) => [level, index]))
  const [row] = await db<AppendOutcome[]>`
    select outcome, verdicts as refusals
      from log.append(
        ${previous.year}, ${previous.size}, ${previous.root},
        ${batch.year}, ${batch.root}, ${batch.note}, ${batch.at},
        row(
          ${records.ids}, ${records.agencies}, ${records.disclosures}, ${records.starts},
          ${records.leafSizes}, ${records.bodySizes}, ${records.secrets}, ${records.detailSizes}
        )::log.records,
        ${texts}, ${items}, ${hashes}, ${bytes}, ${tilePlaces}, ${tileBytes}
      )
  `
  return row!
}

async function findPosition(db: Db, id: string): Promise<number | undefined> {
  const [row] = await db<{ index: string }[]>`
    select index
      from log.entry
     where id = ${id}
  `
  return row && Number(row.index)
}

/**
 * An ERROR of the server means that the statement was rolled back; a FATAL one, or a lost connection, that we do not know.
 * What was raised about the batch, or by ourselves when we encoded it, comes again.
 */
function failureOf(error: unknown): Failure {
  if (error instanceof TypeError) return 'refused'
  const { severity, code } = error as { severity?: string; code?: string }
  if (severity !== 'ERROR') return 'unknown'
  return MOMENTARY.has(code?.slice(0, 2) ?? '') ? 'unavailable' : 'refused'
}

import type { PublishedLog, SignedHead } from '../audit/publisher.ts'
import type { StoredHead } from '../audit/store.ts'
import { consistencyRanges } from '../protocol/tlog/consistency.ts'
import { sha256 } from '../protocol/sha256.ts'
import { signCheckpoint } from '../protocol/tlog/checkpoint.ts'
import { originOfYear, yearOfOrigin } from '../protocol/tlog/log-year.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import {
  findCheckpointAt,
  findNewestCheckpoint,
  findYearCheckpoint,
  listYears,
} from '../storage/checkpoints.ts'
import { findCosigned, keepCosignature } from '../storage/cosignatures.ts'
import type { Db } from '../storage/db.ts'
import { loadRangeHashes } from '../storage/tiles.ts'
import { GatewayError } from './errors.ts'

/** A database may be restored from as far back as this and still be noticed when not a record is left. */
const YEARS_BACK = 5

/** The log in the database as it is shown to witnesses; `name` is the log's, without a year. */
export function buildPublishedLog(db: Db, name: string): PublishedLog {
  const yearOf = (origin: string) => yearOfOrigin({ name }, origin)
  return {
    listHeads: () => listNewestHeads(db, name),
    proveConsistency: async (origin, from, to) => {
      const head = await findYearCheckpoint(db, yearOf(origin))
      if (head === undefined || head.size < to)
        throw new GatewayError('not-found', 'the log has no such sizes')
      return loadRangeHashes(db, head, consistencyRanges(from, to))
    },
    keepCosignature: ({ origin, ...rest }) =>
      keepCosignature(db, { year: yearOf(origin), ...rest }),
    findCosigned: (origin, witness) => findCosigned(db, yearOf(origin), witness),
  }
}

/**
 * Where the log stands, for witnesses to contradict: its newest checkpoint, the last ones of the years before, and that there is
 * nothing in the years since. Of an empty database, that there is nothing in the last years either.
 */
export async function listClaimedHeads(
  db: Db,
  signer: NoteSigner,
  now: number,
): Promise<SignedHead[]> {
  const years = (await listYears(db)).slice(-YEARS_BACK)
  const heads = await Promise.all(years.map(({ year }) => findYearCheckpoint(db, year)))
  const stored = heads.filter((head) => head !== undefined)
  const thisYear = new Date(now).getUTCFullYear()
  const first = (years.at(-1)?.year ?? thisYear - YEARS_BACK - 1) + 1
  const empty = Array.from({ length: Math.max(0, thisYear - first + 1) }, (_, i) =>
    emptyHead(signer, first + i),
  )
  return [...stored.map((head) => toSigned(signer.name, head)), ...empty]
}

/** That nothing is recorded in a year. */
function emptyHead(signer: NoteSigner, year: number): SignedHead {
  const origin = originOfYear(signer.name, year)
  const tree = { size: 0, root: sha256(new Uint8Array()) }
  return { origin, size: 0, note: signCheckpoint(tree, { ...signer, name: origin }) }
}

/** The newest first; then the last one of the year before, with the moment at which it was over. */
async function listNewestHeads(db: Db, name: string): Promise<SignedHead[]> {
  const newest = await findNewestCheckpoint(db)
  if (newest === undefined) return []
  const before = (await listYears(db)).filter(({ year }) => year < newest.year).at(-1)
  const last = before && (await findYearCheckpoint(db, before.year))
  const opening = last && (await findCheckpointAt(db, newest.year, 1))
  const closed = last && opening ? [{ ...toSigned(name, last), closedAt: opening.at }] : []
  return [toSigned(name, newest), ...closed]
}

function toSigned(name: string, { year, size, note }: StoredHead): SignedHead {
  return { origin: originOfYear(name, year), size, note }
}

import type { PublishedLog, SignedHead } from '../audit/publisher.ts'
import type { StoredHead } from '../audit/store.ts'
import { consistencyRanges } from '../protocol/tlog/consistency.ts'
import { sha256 } from '../protocol/sha256.ts'
import { signCheckpoint } from '../protocol/tlog/checkpoint.ts'
import { originOfYear, yearOfOrigin } from '../protocol/tlog/log-year.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import { findNewestCheckpoint, findYearCheckpoint, listYears } from '../storage/checkpoints.ts'
import { findCosignedSize, keepCosignature } from '../storage/cosignatures.ts'
import type { Db } from '../storage/db.ts'
import { loadRangeHashes } from '../storage/tiles.ts'
import { GatewayError } from './errors.ts'

/** A database may be restored from as far back as this and still be noticed when not a record is left. */
const YEARS_BACK = 5

/** The log in the database as it is shown to witnesses; `name` is the log's, without a year. */
export function buildPublishedLog(db: Db, name: string): PublishedLog {
  const yearOf = (origin: string) => yearOfOrigin({ name }, origin)
  return {
    listHeads: async () => {
      const heads = await listNewestHeads(db)
      return heads.map((head) => toSigned(name, head))
    },
    proveConsistency: async (origin, from, to) => {
      const head = await findYearCheckpoint(db, yearOf(origin))
      if (head === undefined || head.size < to)
        throw new GatewayError('not-found', 'the log has no such sizes')
      return loadRangeHashes(db, head, consistencyRanges(from, to))
    },
    keepCosignature: ({ origin, ...rest }) =>
      keepCosignature(db, { year: yearOf(origin), ...rest }),
    findCosignedSize: (origin, witness) => findCosignedSize(db, yearOf(origin), witness),
  }
}

/**
 * Where the log stands, for witnesses to contradict: its newest checkpoint, and that there is nothing in the years since. Of an
 * empty database, that there is nothing in the last years either.
 */
export async function listClaimedHeads(
  db: Db,
  signer: NoteSigner,
  now: number,
): Promise<SignedHead[]> {
  const newest = await findNewestCheckpoint(db)
  const thisYear = new Date(now).getUTCFullYear()
  const first = newest === undefined ? thisYear - YEARS_BACK : newest.year + 1
  const empty = Array.from({ length: Math.max(0, thisYear - first + 1) }, (_, i) => {
    const origin = originOfYear(signer.name, first + i)
    const note = signCheckpoint(
      { size: 0, root: sha256(new Uint8Array()) },
      { ...signer, name: origin },
    )
    return { origin, size: 0, note }
  })
  return newest === undefined ? empty : [toSigned(signer.name, newest), ...empty]
}

async function listNewestHeads(db: Db): Promise<StoredHead[]> {
  const newest = await findNewestCheckpoint(db)
  if (newest === undefined) return []
  const before = (await listYears(db)).filter(({ year }) => year < newest.year).at(-1)
  const last = before && (await findYearCheckpoint(db, before.year))
  return last === undefined ? [newest] : [newest, last]
}

function toSigned(name: string, { year, size, note }: StoredHead): SignedHead {
  return { origin: originOfYear(name, year), size, note }
}

/**
 * Verifies a whole log: every record against the tree, the tree against the checkpoint, and the checkpoint against what is known
 * from before. Reads one bundle at a time, so memory does not grow with the log but by the 24 bytes of each record's id.
 *
 * @module
 */
import { equalBytes } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { Checkpoint } from '../protocol/tlog/checkpoint.ts'
import { TILE_WIDTH, tileWidthAt } from '../protocol/tlog/tile.ts'
import { hashBundle } from '../protocol/tlog/verify-bundle.ts'
import type { HashedBundle } from '../protocol/tlog/verify-bundle.ts'
import { LogFaultFound } from './log-fault.ts'
import type { LogFault, ReportFault } from './log-fault.ts'
import { RecordRules } from './log-records.ts'
import type { SeenByWitnesses } from './log-records.ts'
import { readEntries, readTile } from './log-source.ts'
import type { LogSource } from './log-source.ts'
import { LogTiles } from './log-tiles.ts'

const HASH = 32

/** Bundles that are asked for ahead: a gateway answers several at once, and hashing need not wait for a disk. */
const READ_AHEAD = 8

/** What to verify, and whom to tell. */
export interface LogAuditOptions {
  /** Checkpoints of this log that are known and whose signatures were verified: each must be a part of its history. */
  readonly known?: readonly Checkpoint[]
  /** Records before this one were verified before, under one of the known checkpoints. */
  readonly start?: number
  /** The year (UTC) that its open records are of. */
  readonly year?: number
  /** What witnesses had seen of it, and when. */
  readonly seen?: SeenByWitnesses
  /** Told of the records that are intact and in their place, in order. */
  readonly onBundle?: (bundle: VerifiedBundle) => Promise<void> | void
}

/** Records that the checkpoint covers, as they were read. */
export interface VerifiedBundle {
  readonly index: number
  readonly entries: readonly Uint8Array[]
  /** The bytes of the bundle, of exactly these entries. */
  readonly bytes: Uint8Array
  /** The level-0 tile over them. */
  readonly tile: Uint8Array
  /** Index of the record after the last of these. */
  readonly end: number
  /** How many faults the log was found to have so far. */
  readonly faults: number
}

/** What a log was found to be. */
export interface LogAudit {
  /** Records that were read and are those that were logged. */
  readonly verified: number
  /** In the order in which they were found; without any the log is what it says it is. */
  readonly faults: readonly LogFault[]
}

/**
 * Verifies the log that this checkpoint states. The checkpoint's signature has been verified. Rejects when the source cannot be
 * reached; everything that is wrong with the log is in the answer.
 */
export async function auditLog(
  tree: Checkpoint,
  source: LogSource,
  options: LogAuditOptions = {},
): Promise<LogAudit> {
  const faults: LogFault[] = []
  const report: ReportFault = (fault) => void faults.push(fault)
  try {
    const known = options.known ?? []
    verifySizes(tree, known)
    const tiles = await LogTiles.open(tree, source, report)
    for (const earlier of known) await tiles.verifyPrefix(earlier)
    return { verified: await auditRecords(tiles, source, faults, options), faults }
  } catch (error) {
    if (!(error instanceof LogFaultFound)) throw error
    return { verified: 0, faults: [...faults, error.fault] }
  }
}

function verifySizes({ origin, size }: Checkpoint, known: readonly Checkpoint[]): void {
  const largest = Math.max(0, ...known.map((checkpoint) => checkpoint.size))
  if (size < largest) throw new LogFaultFound({ code: 'log-rolled-back', origin, size: largest })
}

async function auditRecords(
  tiles: LogTiles,
  source: LogSource,
  faults: LogFault[],
  { start = 0, year, seen, onBundle }: LogAuditOptions,
): Promise<number> {
  const { origin } = tiles.tree
  const rules = new RecordRules(year, seen)
  let verified = 0
  for await (const { index, width, tile, entries } of readAhead(tiles.tree, source, start)) {
    const first = index * TILE_WIDTH
    const expected = await tiles.tile(0, index, tile)
    const read = hashOrNothing(entries)
    const fault = findFault(read, expected, width)
    if (fault !== undefined) faults.push({ ...fault, origin, index: first + fault.index })
    if (fault !== undefined || read === undefined) continue
    const bundle = cut(read, entries!, width)
    for (let i = 0; i < width; i++) {
      const rule = rules.findBroken(bundle.entries[i]!, first + i)
      if (rule !== undefined)
        faults.push({ code: 'log-record-refused', origin, index: first + i, rule })
    }
    verified += width
    await onBundle?.({
      index,
      ...bundle,
      tile: expected!,
      end: first + width,
      faults: faults.length,
    })
  }
  return verified
}

/** What is wrong with a bundle that was read, with the index in it of the first record concerned. */
function findFault(
  read: HashedBundle | undefined,
  expected: Uint8Array | undefined,
  width: number,
): (Pick<LogFault, 'code' | 'count'> & { readonly index: number }) | undefined {
  if (read === undefined) return { code: 'log-incomplete', index: 0, count: width }
  if (expected === undefined) return { code: 'log-record-altered', index: 0, count: width }
  const hashes = read.hashes.subarray(0, width * HASH)
  if (equalBytes(hashes, expected)) return undefined
  const wrong = Array.from({ length: width }, (_, i) => i).filter(
    (i) => !equalBytes(slot(hashes, i), slot(expected, i)),
  )
  const code = read.entries.length < width ? 'log-incomplete' : 'log-record-altered'
  return { code, index: wrong[0]!, count: wrong.at(-1)! - wrong[0]! + 1 }
}

function slot(hashes: Uint8Array, i: number): Uint8Array {
  return hashes.subarray(i * HASH, (i + 1) * HASH)
}

/** What a source has is at least as wide as what was asked for; only that is covered. */
function cut(read: HashedBundle, bytes: Uint8Array, width: number) {
  const entries = read.entries.slice(0, width)
  const size = entries.reduce((sum, entry) => sum + 2 + entry.length, 0)
  return { entries, bytes: bytes.subarray(0, size) }
}

function hashOrNothing(bundle: Uint8Array | undefined): HashedBundle | undefined {
  try {
    return bundle && hashBundle(bundle)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

interface ReadBundle {
  readonly index: number
  readonly width: number
  readonly tile: Uint8Array | undefined
  readonly entries: Uint8Array | undefined
}

/** Every bundle of the tree from the one that holds record `start`, a few of them read ahead. */
async function* readAhead(
  { size }: Checkpoint,
  source: LogSource,
  start: number,
): AsyncGenerator<ReadBundle> {
  const read = async (index: number): Promise<ReadBundle> => {
    const width = tileWidthAt(size, 0, index)
    const [tile, entries] = await Promise.all([
      width < TILE_WIDTH ? undefined : readTile(source, { level: 0, index, width }),
      readEntries(source, { index, width }),
    ])
    return { index, width, tile, entries }
  }
  const waiting: Promise<ReadBundle>[] = []
  const end = Math.ceil(size / TILE_WIDTH)
  for (let next = Math.floor(start / TILE_WIDTH); next < end || waiting.length > 0;) {
    while (next < end && waiting.length < READ_AHEAD) {
      const bundle = read(next++)
      // Told where it is awaited; until then nobody must take it for forgotten.
      bundle.catch(() => {})
      waiting.push(bundle)
    }
    yield await waiting.shift()!
  }
}

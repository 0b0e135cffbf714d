import { encodeUtf8 } from '../protocol/bytes.ts'
import { OPENING_SIZE } from '../protocol/commitment.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import { signCheckpoint } from '../protocol/tlog/checkpoint.ts'
import { openedDigest, originOfYear } from '../protocol/tlog/log-year.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { ActedWith } from './acted-with.ts'
import { buildRecord } from './build-record.ts'
import type { RecordHiding } from './build-record.ts'
import { EMPTY_LOG, endOf } from './known-log.ts'
import type { KnownLog } from './known-log.ts'
import type { Growth } from './log-tree.ts'
import { newRecordId } from './record-id.ts'
import type { Batch, Entry } from './store.ts'
import type {
  Appended,
  BuiltRecord,
  EventItem,
  LogOpenedItem,
  RecordBytes,
  WriteItem,
} from './write-item.ts'

/** What batches are built with. */
export interface BatchMeans extends RecordHiding {
  /** The log's key; its name is that of the log, without a year. */
  readonly signer: NoteSigner
}

/** An item under the id that its record will have. */
export interface Numbered {
  readonly id: Uuid
  readonly item: WriteItem
  readonly acted?: ActedWith | undefined
}

/** A batch, and what it makes of the log once it is durable. */
export interface BuiltBatch {
  readonly batch: Batch
  readonly growth: Growth
  readonly after: KnownLog
  /** How many entries are the log's own and come before the items. */
  readonly lead: number
  /** ms by which the clock lay behind the newest record, if records say so. */
  readonly clockBehind: number | undefined
}

/**
 * ms by which a clock may lie behind the newest record before records say so: two processes of one log have two clocks, and never
 * the same time.
 */
export const CLOCK_SLACK = 1_000

/**
 * Builds the batch that adds these items to a log. A record is never older than the one before it: when the clock lies behind,
 * the records have the time of the newest and say by how much, and the first of them is a record of that. The first record of a
 * year is its opening.
 */
export function buildBatch(
  items: readonly Numbered[],
  known: KnownLog,
  now: number,
  means: BatchMeans & { readonly wasClockBehind: boolean },
): BuiltBatch {
  const { signer, random, wasClockBehind } = means
  const at = encodeTime(Math.max(now, known.at))
  const behind = known.at - now
  const clockBehind = behind > CLOCK_SLACK ? behind : undefined
  const year = Number(at.slice(0, 4))
  const opens = year !== known.year
  const own: WriteItem[] = [
    ...(opens ? [openingOf(known, signer)] : []),
    ...(clockBehind !== undefined && !wasClockBehind ? [clockBehindEvent(clockBehind)] : []),
  ]
  const numbered: Numbered[] = [
    ...own.map((item) => ({ id: newRecordId(parseTime(at), random), item })),
    ...items,
  ]
  const nonces = random(OPENING_SIZE * numbered.length)
  const entries = numbered.map(({ id, item, acted }, i): Entry => {
    const nonce = nonces.subarray(i * OPENING_SIZE, (i + 1) * OPENING_SIZE)
    const frame = { id, at, nonce, acted, ...(clockBehind !== undefined && { clockBehind }) }
    const record = buildRecord(item, frame, means)
    return { id, item, record, leafHash: leafHash(record.leaf) }
  })
  const before = opens ? EMPTY_LOG.tree : known.tree
  const growth = before.grow(entries.map((entry) => entry.leafHash))
  // Ed25519 is deterministic: signed again after a crash, the same tree gives the same note.
  const note = signCheckpoint(growth.tree, signerOf(signer, year))
  const { size, root } = known.tree
  const { tree, tiles } = growth
  return {
    batch: {
      previous: { year: known.year, size, root },
      year,
      entries,
      tiles,
      root: tree.root,
      note,
      at,
    },
    growth,
    after: { year, start: opens ? endOf(known) : known.start, tree, note, at: parseTime(at) },
    lead: own.length,
    clockBehind,
  }
}

/** What the caller of item `i` is told once the batch is durable. */
export function appendedOf({ batch, growth, after, lead }: BuiltBatch, i: number): Appended {
  const { record } = batch.entries[lead + i]!
  const index = growth.tree.size - batch.entries.length + lead + i
  return {
    position: after.start + index,
    index,
    size: growth.tree.size,
    checkpoint: batch.note,
    // Most callers never look at these.
    get proof() {
      return growth.proofOf(index)
    },
    get record() {
      return bytesOf(record)
    },
    at: batch.at,
  }
}

function bytesOf({ leaf, body, nonce }: BuiltRecord): RecordBytes {
  return { leaf: encodeUtf8(leaf), body: body === null ? null : encodeUtf8(body), nonce }
}

function openingOf({ note }: KnownLog, signer: NoteSigner): LogOpenedItem {
  return { kind: 'log-opened', digest: openedDigest(note, signer) }
}

function clockBehindEvent(milliseconds: number): EventItem {
  return {
    kind: 'event',
    event: 'clock.behind',
    agency: null,
    actor: null,
    counts: { milliseconds },
  }
}

function signerOf(signer: NoteSigner, year: number): NoteSigner {
  return { ...signer, name: originOfYear(signer.name, year) }
}

/**
 * The log as one process knows it to be, and how it comes to know: by loading what is stored, and by following what others
 * write. Both end in an error when the stored log is not an extension of what is known.
 *
 * @module
 */
import { equalBytes } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { verifyLogCheckpoint, verifyOpened } from '../protocol/tlog/log-year.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { AuditError } from './errors.ts'
import { LogTree } from './log-tree.ts'
import type { AuditStore, LogStore, LogYear, StoredHead } from './store.ts'

/** The newest durable state that a process knows. */
export interface KnownLog extends LogYear {
  /** Of the year. */
  readonly tree: LogTree
  /** The newest checkpoint; null while the log is empty, and then the year is 0. */
  readonly note: string | null
  /** Time of the newest record, ms since 1970. */
  readonly at: number
}

/** Before the first record. */
export const EMPTY_LOG: KnownLog = {
  year: 0,
  start: 0,
  tree: new LogTree(0, []),
  note: null,
  at: 0,
}

/** Where the next entry will stand. */
export function endOf({ start, tree }: KnownLog): number {
  return start + tree.size
}

/**
 * Loads the right edge of the stored tree. Throws `log-invalid` unless the newest checkpoint carries the signature of
 * this key, the edge leads to its root, and the year begins where the one before ended. It cannot tell an older state of the
 * same log: only witnesses can.
 */
export async function loadLog(store: AuditStore, log: NoteVerifier): Promise<KnownLog> {
  // The head first, then what lies below it: entries never change, so two statements cannot disagree.
  const head = await store.findHead()
  if (head === undefined) return EMPTY_LOG
  const signed = readAs('log-invalid', () => verifyLogCheckpoint(head.note, log))
  const tree = new LogTree(head.size, await store.loadEdges(head, head.size))
  const isSigned = signed.year === head.year && signed.size === head.size
  if (!isSigned || !equalBytes(signed.root, tree.root))
    throw new AuditError('log-invalid', 'the stored tree does not have the root that was signed')
  const before = await findYearBefore(store, head.year)
  const previous = before && (await store.findYearHead(before.year))
  await verifyYear(store, head, { previous, code: 'log-invalid', log })
  return { year: head.year, start: head.start, tree, note: head.note, at: head.at }
}

async function findYearBefore(store: LogStore, year: number): Promise<LogYear | undefined> {
  return (await store.listYears(0)).findLast((other) => other.year < year)
}

/**
 * Extends what we know by what another process wrote. Throws `log-fork` when the stored log does not extend it.
 */
export async function followLog(
  known: KnownLog,
  store: LogStore,
  log: NoteVerifier,
): Promise<KnownLog> {
  const head = await store.findHead()
  if (head === undefined) {
    if (known.year === 0) return known
    throw forked()
  }
  let at = known
  // Whoever waits for the turn waits for these questions: a year turns seldom.
  const later = head.year === known.year ? [] : await store.listYears(known.year)
  for (const next of later) {
    // One that was opened after the head was read.
    if (next.year > head.year) break
    // Nobody writes to a year once the next one has begun: this is its last checkpoint.
    const final = at.year === 0 ? undefined : await store.findYearHead(at.year)
    if (final !== undefined) at = await extend(at, final, store)
    if (next.start !== endOf(at)) throw forked()
    await verifyYear(store, next, { previous: final, code: 'log-fork', log })
    at = { ...EMPTY_LOG, ...next, at: at.at }
  }
  return extend(at, head, store)
}

/** Adds the leaves of the year up to its checkpoint. */
async function extend(known: KnownLog, head: StoredHead, store: LogStore): Promise<KnownLog> {
  if (head.year !== known.year || head.size < known.tree.size) throw forked()
  const isNew = head.size > known.tree.size
  const leaves = isNew ? await store.listLeafHashes(endOf(known), known.start + head.size) : []
  const { tree } = known.tree.grow(leaves)
  if (tree.size !== head.size || !equalBytes(tree.root, head.root)) throw forked()
  return { ...known, tree, note: head.note, at: Math.max(known.at, head.at) }
}

interface Beginning {
  /** The last checkpoint of the year before. */
  readonly previous: StoredHead | undefined
  readonly code: 'log-fork' | 'log-invalid'
  readonly log: NoteVerifier
}

/** Checks that the first leaf of a year names the last checkpoint of the one before. */
async function verifyYear(
  store: LogStore,
  { start }: LogYear,
  { previous, code, log }: Beginning,
): Promise<void> {
  const leaf = await store.findLeaf(start)
  const [hash] = await store.listLeafHashes(start, start + 1)
  if (leaf === undefined || hash === undefined || !equalBytes(leafHash(leaf), hash))
    throw new AuditError(code, 'the first leaf of the year is not the one in the tree')
  readAs(code, () => verifyOpened(leaf, previous?.note ?? null, log))
}

function readAs<T>(code: Beginning['code'], read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new AuditError(code, 'the stored log is not one that this key signed', { cause })
  }
}

function forked(): AuditError {
  return new AuditError('log-fork', 'the stored log does not extend what we know to be durable')
}

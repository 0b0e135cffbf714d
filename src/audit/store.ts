import type { Time } from '../protocol/time.ts'
import type { TreeHead } from '../protocol/tlog/merkle.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { RefusalCode } from './errors.ts'
import type { Edges, FullTile } from './log-tree.ts'
import type { BuiltRecord, WriteItem } from './write-item.ts'

/** An item with the record that it becomes. */
export interface Entry {
  readonly id: Uuid
  readonly item: WriteItem
  readonly record: BuiltRecord
  readonly leafHash: Uint8Array
}

/** A year of the log. */
export interface LogYear {
  readonly year: number
  /** Position of its first entry: leaf i of its tree is the entry at `start` + i. */
  readonly start: number
}

/** Where a log stands; year 0 while it is empty. */
export interface YearHead extends TreeHead {
  readonly year: number
}

/** What one call adds, all of it to one year: a year that is not the previous head's begins with it. */
export interface Batch {
  readonly previous: YearHead
  readonly year: number
  readonly entries: readonly Entry[]
  readonly tiles: readonly FullTile[]
  readonly root: Uint8Array
  readonly note: string
  readonly at: Time
}

/** A checkpoint as it is stored. */
export interface StoredHead extends YearHead, LogYear {
  readonly note: string
  /** ms since 1970. */
  readonly at: number
}

/** What became of a batch. Unless written, nothing of it was. */
export type AppendOutcome =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'refused'; readonly refusals: readonly (RefusalCode | null)[] }

/** How an attempt that threw has to be taken. */
export type Failure =
  /** The database refused a value: the same batch fails again. */
  | 'refused'
  /** Lock, space, a read-only database: nothing was written, and the same batch may succeed later. */
  | 'unavailable'
  /** Nobody has answered: the batch may be in the log, or get there yet. */
  | 'unknown'

/** Reading the log, and adding to it. */
export interface LogStore {
  /**
   * Persists facts, records, tiles and the checkpoint, all or nothing, durably before it resolves, or, in a turn, before the turn
   * does. `stale` when `previous` is not the newest checkpoint. A rejection says nothing about whether the batch was persisted.
   */
  append(batch: Batch): Promise<AppendOutcome>
  /** The newest checkpoint. */
  findHead(): Promise<StoredHead | undefined>
  /** The newest checkpoint of a year. */
  findYearHead(year: number): Promise<StoredHead | undefined>
  /** The years after this one, in order. */
  listYears(after: number): Promise<readonly LogYear[]>
  /** The partial tiles of the tree of this size. */
  loadEdges(year: LogYear, size: number): Promise<Edges>
  /** Hashes of the entries from position `start` up to `end`, the last excluded. */
  listLeafHashes(start: number, end: number): Promise<Uint8Array[]>
  /** The leaf at a position. */
  findLeaf(position: number): Promise<Uint8Array | undefined>
  /** Position of the entry with this id. */
  findPosition(id: Uuid): Promise<number | undefined>
}

/** What the log is kept in. Implemented with PostgreSQL in `storage/`. */
export interface AuditStore extends LogStore {
  /**
   * Does some work while nobody else can write: what it appends is durable once this resolves. A rejection says nothing about
   * whether it was persisted.
   */
  inTurn<T>(work: (turn: LogStore) => Promise<T>): Promise<T>
  /** What a rejection of `append` or `inTurn` means. */
  failureOf(error: unknown): Failure
}

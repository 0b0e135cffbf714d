import type { Time } from '../protocol/time.ts'
import type { TreeHead } from '../protocol/tlog/merkle.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { RefusalCode } from './errors.ts'
import type { Edges, FullTile } from './log-tree.ts'
import type { RecordBytes, WriteItem } from './write-item.ts'

/** An item with the record that it becomes. */
export interface Entry {
  readonly id: Uuid
  readonly item: WriteItem
  readonly record: RecordBytes
  readonly leafHash: Uint8Array
}

/** What one call adds: entry i gets the index `previous.size + i`. */
export interface Batch {
  readonly previous: TreeHead
  readonly entries: readonly Entry[]
  readonly tiles: readonly FullTile[]
  readonly root: Uint8Array
  readonly note: string
  readonly at: Time
}

/** The newest checkpoint. */
export interface StoredHead extends TreeHead {
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

/** What the log is kept in. Implemented with PostgreSQL in `storage/`. */
export interface AuditStore {
  /**
   * Persists facts, records, tiles and the checkpoint, all or nothing, durably before it resolves. `stale` when
   * `previous` is not the newest checkpoint. A rejection says nothing about whether the batch was persisted.
   */
  append(batch: Batch): Promise<AppendOutcome>
  findHead(): Promise<StoredHead | undefined>
  /** The partial tiles of the tree of this size. */
  loadEdges(size: number): Promise<Edges>
  /** Leaf hashes from `start` up to `end`, the last excluded. */
  listLeafHashes(start: number, end: number): Promise<Uint8Array[]>
  /** Index of the entry with this id. */
  findEntryIndex(id: Uuid): Promise<number | undefined>
  /** What a rejection of `append` means. */
  failureOf(error: unknown): Failure
}

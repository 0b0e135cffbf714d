/**
 * The sequencer: puts items in order, and batches them naturally. While one batch is being made durable the next one
 * gathers; there is no timer, so a single caller never waits for company.
 *
 * What a crash leaves: before the database commits, nothing; after it, everything, since facts, records, tiles and the
 * signed checkpoint are one transaction. A caller who got no answer repeats his item and learns from its id.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { OPENING_SIZE } from '../protocol/commitment.ts'
import type { RandomBytes } from '../protocol/random.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { equalBytes } from '../protocol/bytes.ts'
import { signCheckpoint } from '../protocol/tlog/checkpoint.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { buildRecord } from './build-record.ts'
import { AuditError } from './errors.ts'
import { loadLogTree } from './load-log-tree.ts'
import type { Growth, LogTree } from './log-tree.ts'
import { PendingQueue, rejectAll, replaceRefused } from './pending-queue.ts'
import type { Pending } from './pending-queue.ts'
import type { AuditStore, Batch, Entry } from './store.ts'
import type { Appended, WriteItem, Writer } from './write-item.ts'

/** What a sequencer works with. Time, waiting and randomness are injected. */
export interface SequencerOptions {
  readonly store: AuditStore
  /** The log's key; its name is the origin. */
  readonly signer: NoteSigner
  /** ms since 1970. A step back does not change the order: records never go back in time. */
  readonly clock: () => number
  readonly wait?: (ms: number) => Promise<void>
  readonly random?: RandomBytes
  /** Called once when the stored log is not the one we wrote. The process must stop: it cannot know what is true. */
  readonly onFatal?: (error: AuditError) => void
  /** Items that may wait; more are refused with `queue-full`. */
  readonly queueLimit?: number
  /** Bytes of content that may wait; an item that would exceed them is refused with `queue-full`. */
  readonly queueBytes?: number
  /** Items in one batch. */
  readonly batchLimit?: number
  /** Bytes of content in one batch; a single larger item makes a batch of its own. */
  readonly batchBytes?: number
}

const MEBIBYTE = 2 ** 20

interface BuiltBatch {
  readonly batch: Batch
  readonly growth: Growth
}

/** Waits before the database is tried again, in ms. After the last one the callers are told. */
const RETRY_DELAYS = [50, 100, 250, 500, 1_000]

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The one writer of a process. */
export class Sequencer implements Writer {
  readonly #options: Required<SequencerOptions>
  /** Owned by the flush that runs; the newest tree that we know to be durable. */
  #tree: LogTree
  /** Time of the newest record, ms since 1970. */
  #newest: number
  readonly #queue: PendingQueue
  #flushing: Promise<void> | undefined
  /** Set when no more items are accepted. */
  #stopped: AuditError | undefined
  /** Whether the newest attempt to write failed for the database's state. */
  #isFailing = false
  /** Set when nothing may be written any more. */
  #fatal: AuditError | undefined

  private constructor(options: Required<SequencerOptions>, tree: LogTree, newest: number) {
    this.#options = options
    this.#queue = new PendingQueue(options)
    this.#tree = tree
    this.#newest = newest
  }

  /**
   * Loads the log. Rejects with `log-invalid` when the newest checkpoint is not signed by our key or the stored tree does
   * not have its root.
   */
  static async start(options: SequencerOptions): Promise<Sequencer> {
    const { tree, at } = await loadLogTree(options.store, options.signer)
    const defaults = {
      wait: sleep,
      random: randomBytes,
      onFatal: () => {},
      queueLimit: 4_096,
      queueBytes: 128 * MEBIBYTE,
      batchLimit: 256,
      // They travel as base64 in one string, and a string has at most 512 MiB.
      batchBytes: 16 * MEBIBYTE,
    }
    return new Sequencer({ ...defaults, ...options }, tree, at)
  }

  /** Size of the newest durable tree. */
  get size(): number {
    return this.#tree.size
  }

  /** Whether items are accepted. */
  get isRunning(): boolean {
    return this.#stopped === undefined
  }

  /** Whether the database did not take what was written last; the next record that it takes ends that. */
  get isFailing(): boolean {
    return this.#isFailing
  }

  append(item: WriteItem): Promise<Appended> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    if (!this.#queue.hasRoomFor(item))
      return Promise.reject(new AuditError('queue-full', 'too many records are waiting'))
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: this.#newId(), item, resolve, reject })
      this.#flushing ??= this.#flush()
    })
  }

  /** Refuses new items and resolves when those that wait are answered. */
  async stop(): Promise<void> {
    this.#stopped ??= new AuditError('log-stopped', 'the log takes no more records')
    await this.#flushing
  }

  async #flush(): Promise<void> {
    // Everything that this turn of the event loop brings shares the batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#queue.length > 0) await this.#write(this.#queue.takeBatch())
    this.#flushing = undefined
  }

  /** Answers every one of these, whatever happens. */
  async #write(pending: readonly Pending[]): Promise<void> {
    const { store, wait } = this.#options
    let left = pending
    let built: BuiltBatch | undefined
    // Whether an attempt with this batch was never answered: the log may have it, or have it soon.
    let isUnknown = false
    for (let attempt = 0; left.length > 0;) {
      if (this.#fatal !== undefined) return rejectAll(left, this.#fatal)
      const next = built ?? this.#tryBuildBatch(left)
      if ('error' in next) return this.#bisect(left, next.error)
      // The same bytes until the log has answered: an attempt that arrives late then brings this very batch, and the
      // next one, which waits for its lock, finds the log moved on.
      built = next
      try {
        const result = await store.append(built.batch)
        this.#isFailing = false
        if (result.outcome === 'written') return this.#commit(left, built)
        if (result.outcome === 'refused') left = replaceRefused(left, result.refusals, this.#newId)
        else if (isUnknown && (await this.#isStored(built))) return this.#commit(left, built)
        else await this.#catchUp()
        built = undefined
        isUnknown = false
      } catch (error) {
        if (error instanceof AuditError) return this.#stopFatally(error, left)
        const failure = store.failureOf(error)
        if (failure === 'refused' && !isUnknown) return this.#bisect(left, error)
        this.#isFailing = true
        isUnknown ||= failure === 'unknown'
        const delay = RETRY_DELAYS[attempt++]
        if (delay === undefined) return rejectAll(left, failed(isUnknown, error))
        await wait(delay)
      }
    }
  }

  /** A batch goes in as a whole or not at all, so its first id tells of all. */
  async #isStored({ batch }: BuiltBatch): Promise<boolean> {
    const index = await this.#options.store.findEntryIndex(batch.entries[0]!.id)
    return index !== undefined
  }

  /** The database took offence at one of these, and must not let its neighbours pay. */
  async #bisect(left: readonly Pending[], cause: unknown): Promise<void> {
    if (left.length === 1) {
      rejectAll(left, new AuditError('write-refused', 'the database refused the record', { cause }))
      return
    }
    const middle = Math.ceil(left.length / 2)
    await this.#write(left.slice(0, middle))
    await this.#write(left.slice(middle))
  }

  #tryBuildBatch(left: readonly Pending[]): BuiltBatch | { readonly error: unknown } {
    try {
      return this.#buildBatch(left)
    } catch (error) {
      return { error }
    }
  }

  #buildBatch(pending: readonly Pending[]): BuiltBatch {
    const { clock, signer, random } = this.#options
    const at = encodeTime(Math.max(clock(), this.#newest))
    const nonces = random(OPENING_SIZE * pending.length)
    const entries = pending.map(({ id, item }, i): Entry => {
      const nonce = nonces.subarray(i * OPENING_SIZE, (i + 1) * OPENING_SIZE)
      const record = buildRecord(item, id, at, nonce)
      return { id, item, record, leafHash: leafHash(record.leaf) }
    })
    const growth = this.#tree.grow(entries.map((entry) => entry.leafHash))
    // Ed25519 is deterministic: signed again after a crash, the same tree gives the same note.
    const note = signCheckpoint(growth.tree, signer)
    const { size, root } = this.#tree
    const { tiles } = growth
    return {
      batch: { previous: { size, root }, entries, tiles, root: growth.tree.root, note, at },
      growth,
    }
  }

  /** The batch is durable: this is the moment to hand out its checkpoint. */
  #commit(pending: readonly Pending[], { batch, growth }: BuiltBatch): void {
    this.#tree = growth.tree
    this.#newest = Math.max(this.#newest, parseTime(batch.at))
    for (const [i, { resolve }] of pending.entries()) resolve(appendedOf(batch, growth, i))
  }

  /** Extends our tree by what another process wrote, and makes sure that it extends what we know. */
  async #catchUp(): Promise<void> {
    const { store } = this.#options
    const head = await store.findHead()
    if (head === undefined || head.size < this.#tree.size)
      throw new AuditError('log-fork', 'the stored log is shorter than what we know to be durable')
    const leaves = await store.listLeafHashes(this.#tree.size, head.size)
    const { tree } = this.#tree.grow(leaves)
    if (tree.size !== head.size || !equalBytes(tree.root, head.root))
      throw new AuditError('log-fork', 'the stored log does not extend what we know to be durable')
    this.#tree = tree
    this.#newest = Math.max(this.#newest, head.at)
  }

  #stopFatally(error: AuditError, left: readonly Pending[]): void {
    this.#stopped = error
    this.#fatal = error
    rejectAll([...left, ...this.#queue.takeAll()], error)
    this.#options.onFatal(error)
  }

  readonly #newId = (): Uuid =>
    newUuid(Math.max(this.#options.clock(), this.#newest), this.#options.random)
}

function failed(isUnknown: boolean, cause: unknown): AuditError {
  return isUnknown
    ? new AuditError('outcome-unknown', 'the database cannot be reached', { cause })
    : new AuditError('read-only', 'the database takes no records now', { cause })
}

function appendedOf(batch: Batch, growth: Growth, i: number): Appended {
  const index = batch.previous.size + i
  const at: Time = batch.at
  const { size } = growth.tree
  const { record } = batch.entries[i]!
  return { index, size, checkpoint: batch.note, proof: growth.proofOf(index), at, record }
}

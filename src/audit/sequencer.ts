/**
 * The sequencer: puts items in order, and batches them naturally. While one batch is being made durable the next one
 * gathers; there is no timer, so a single caller never waits for company. When many wait, two batches are under way: the
 * second is built upon the first and sent before the first is answered.
 *
 * What a crash leaves: before the database commits, nothing; after it, everything, since facts, records, tiles and the
 * signed checkpoint are one transaction. A caller who got no answer repeats his item and learns from its id.
 *
 * @module
 */
import { equalBytes } from '../protocol/bytes.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { ActedWith } from './acted-with.ts'
import { appendedOf, buildBatch } from './build-batch.ts'
import type { BuiltBatch } from './build-batch.ts'
import { AuditError } from './errors.ts'
import type { RefusalCode } from './errors.ts'
import { endOf, followLog, loadLog } from './known-log.ts'
import type { KnownLog } from './known-log.ts'
import { PendingQueue, rejectAll, replaceRefused } from './pending-queue.ts'
import type { Pending } from './pending-queue.ts'
import { withDefaults } from './sequencer-options.ts'
import type { SequencerOptions } from './sequencer-options.ts'
import { newRecordId } from './record-id.ts'
import type { AppendOutcome, LogStore } from './store.ts'
import type { Appended, WriteItem, Writer } from './write-item.ts'

/** Batches for which the turn is taken first, after another process was faster once. */
const TURNS = 64

/** From so many items on, building takes long enough to be done beside the database's work. */
const WORTH_SPLITTING = 32

/** Waits before the database is tried again, in ms. After the last one the callers are told. */
const RETRY_DELAYS = [50, 100, 250, 500, 1_000]

/** The one writer of a process. */
export class Sequencer implements Writer {
  readonly #options: Required<SequencerOptions>
  /** Owned by the flush that runs; the newest state that we know to be durable. */
  #known: KnownLog
  /** Whether the newest record said that our clock lies behind. */
  #wasClockBehind = false
  /** Batches left for which the turn is taken first. */
  #turns = 0
  readonly #queue: PendingQueue
  #flushing: Promise<void> | undefined
  /** The newest batch that was built: what comes next is built upon it while all that is under way goes well. */
  #tip: BuiltBatch | undefined
  /** Whether all that is under way goes well as far as we have heard. */
  #isSmooth = true
  /** Set when no more items are accepted. */
  #stopped: AuditError | undefined
  /** Whether the newest attempt to write failed for the database's state. */
  #isFailing = false
  /** Set when nothing may be written any more. */
  #fatal: AuditError | undefined

  private constructor(options: Required<SequencerOptions>, known: KnownLog) {
    this.#options = options
    this.#queue = new PendingQueue(options)
    this.#known = known
  }

  /**
   * Loads the log. Rejects with `log-invalid` when the newest checkpoint is not signed by our key, the stored tree does
   * not have its root, or its year does not begin where the one before ended.
   */
  static async start(options: SequencerOptions): Promise<Sequencer> {
    const known = await loadLog(options.store, options.signer)
    return new Sequencer(withDefaults(options), known)
  }

  /** Entries of all years that are durable. */
  get size(): number {
    return endOf(this.#known)
  }

  /** Whether items are accepted. */
  get isRunning(): boolean {
    return this.#stopped === undefined
  }

  /** Whether the database did not take what was written last; the next record that it takes ends that. */
  get isFailing(): boolean {
    return this.#isFailing
  }

  append(item: WriteItem, acted?: ActedWith): Promise<Appended> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    if (!this.#queue.hasRoomFor(item))
      return Promise.reject(new AuditError('queue-full', 'too many records are waiting'))
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: this.#newId(), item, acted, resolve, reject })
      this.#flushing ??= this.#flush()
    })
  }

  /** Refuses new items and resolves when those that wait are answered. */
  async stop(): Promise<void> {
    this.#stopped ??= new AuditError('log-stopped', 'the log takes no more records')
    await this.#flushing
  }

  /**
   * Two batches are under way: while the database writes one, the next is built upon it and sent, in the hope that the first is
   * written as it stands. When it is not, the second finds the log elsewhere and is built again, after the first is answered.
   */
  async #flush(): Promise<void> {
    let flights: readonly Promise<void>[] = []
    while (this.#queue.length > 0 || flights.length > 0) {
      // Everything that this turn of the event loop brings shares the batch.
      await new Promise((resolve) => setImmediate(resolve))
      const most = this.#isSmooth && this.#turns === 0 ? 2 : 1
      if (this.#queue.length > 0 && flights.length < most) {
        if (flights.length === 0) this.#isSmooth = true
        const before = flights.at(-1)
        flights = [...flights, this.#write(this.#takeShare(before === undefined), before)]
      } else {
        await flights[0]
        flights = flights.slice(1)
      }
    }
    this.#flushing = undefined
  }

  /** Of many that wait while nothing is under way half go at once, so that the others are built meanwhile. */
  #takeShare(isFirst: boolean): Pending[] {
    const { length } = this.#queue
    return this.#queue.takeBatch(
      isFirst && length >= WORTH_SPLITTING ? Math.ceil(length / 2) : length,
    )
  }

  #setFailing(isFailing: boolean): void {
    if (isFailing === this.#isFailing) return
    this.#isFailing = isFailing
    this.#options.onFailing(isFailing)
  }

  /** Answers every one of these, whatever happens, and after those `before`, upon whom they are built. */
  async #write(pending: readonly Pending[], before?: Promise<void>): Promise<void> {
    const { store, wait } = this.#options
    let left = pending
    let built: BuiltBatch | undefined
    let upon = before && this.#tip
    // Whether an attempt with this batch was never answered: the log may have it, or have it soon.
    let isUnknown = false
    for (let attempt = 0; left.length > 0;) {
      if (this.#fatal !== undefined) return rejectAll(left, this.#fatal)
      try {
        // The same bytes until the log has answered: an attempt that arrives late then brings this very batch, and the
        // next one, which waits for its lock, finds the log moved on.
        const tried = await this.#attempt(left, built, upon, (next) => (built = next))
        upon = undefined
        if (tried.outcome !== 'written') this.#isSmooth = false
        await before
        if (this.#fatal !== undefined) return rejectAll(left, this.#fatal)
        this.#setFailing(false)
        const { outcome } = tried
        if (outcome === 'written') return this.#commit(left, built!)
        if (outcome === 'refused')
          left = replaceRefused(left, refusalsOf(tried, built!), this.#newId)
        else if (isUnknown && (await this.#isStored(built!))) return this.#commit(left, built!)
        else if (isUpon(built!, this.#known)) await this.#giveWay(store)
        built = undefined
        isUnknown = false
      } catch (error) {
        this.#isSmooth = false
        upon = undefined
        await before
        if (error instanceof AuditError) return this.#stopFatally(error, left)
        if (error instanceof Unbuildable) return this.#bisect(left, error.cause)
        const failure = store.failureOf(error)
        if (failure === 'refused' && !isUnknown) return this.#bisect(left, error)
        this.#setFailing(true)
        isUnknown ||= failure === 'unknown'
        const delay = RETRY_DELAYS[attempt++]
        if (delay === undefined) return rejectAll(left, failed(isUnknown, error))
        await wait(delay)
      }
    }
  }

  /**
   * One attempt with the batch that was built before, or a new one: at once, in the hope that nobody else writes, or, when somebody
   * lately did, in a turn, where nobody can.
   */
  async #attempt(
    left: readonly Pending[],
    built: BuiltBatch | undefined,
    upon: BuiltBatch | undefined,
    onBuilt: (built: BuiltBatch) => void,
  ): Promise<AppendOutcome> {
    const { store } = this.#options
    const appendTo = (log: LogStore): Promise<AppendOutcome> => {
      const next = built ?? this.#build(left, upon)
      this.#tip = next
      onBuilt(next)
      return log.append(next.batch)
    }
    if (this.#turns === 0) return appendTo(store)
    this.#turns -= 1
    return store.inTurn(async (turn) => {
      if (built === undefined) await this.#catchUp(turn)
      return appendTo(turn)
    })
  }

  /** Another process was faster: reads what it wrote, and takes turns for a while. */
  async #giveWay(store: LogStore): Promise<void> {
    this.#turns = TURNS
    await this.#catchUp(store)
  }

  /** A batch goes in as a whole or not at all, so its first id tells of all. */
  async #isStored({ batch }: BuiltBatch): Promise<boolean> {
    const position = await this.#options.store.findPosition(batch.entries[0]!.id)
    return position !== undefined
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

  /** Builds upon a batch that is under way, or upon what is known to be durable. */
  #build(left: readonly Pending[], upon: BuiltBatch | undefined): BuiltBatch {
    try {
      const log = upon?.after ?? this.#known
      const wasClockBehind = upon ? upon.clockBehind !== undefined : this.#wasClockBehind
      return buildBatch(left, log, this.#options.clock(), { ...this.#options, wasClockBehind })
    } catch (cause) {
      throw new Unbuildable('an item cannot be written down', { cause })
    }
  }

  /** The batch is durable: this is the moment to hand out its checkpoint. */
  #commit(pending: readonly Pending[], built: BuiltBatch): void {
    this.#known = built.after
    const wasClockBehind = this.#wasClockBehind
    this.#wasClockBehind = built.clockBehind !== undefined
    for (const [i, { resolve }] of pending.entries()) resolve(appendedOf(built, i))
    if (built.clockBehind !== undefined && !wasClockBehind)
      this.#options.onClockBehind(built.clockBehind)
  }

  /** Extends what we know by what another process wrote, and makes sure that it extends it. */
  async #catchUp(store: LogStore): Promise<void> {
    this.#known = await followLog(this.#known, store, this.#options.signer)
  }

  #stopFatally(error: AuditError, left: readonly Pending[]): void {
    this.#stopped = error
    this.#fatal = error
    rejectAll([...left, ...this.#queue.takeAll()], error)
    this.#options.onFatal(error)
  }

  readonly #newId = (): Uuid =>
    newRecordId(Math.max(this.#options.clock(), this.#known.at), this.#options.random)
}

function failed(isUnknown: boolean, cause: unknown): AuditError {
  return isUnknown
    ? new AuditError('outcome-unknown', 'the database cannot be reached', { cause })
    : new AuditError('read-only', 'the database takes no records now', { cause })
}

/** Whether a batch was built upon this very log. */
function isUpon({ batch }: BuiltBatch, { year, tree }: KnownLog): boolean {
  const { previous } = batch
  return (
    previous.year === year && previous.size === tree.size && equalBytes(previous.root, tree.root)
  )
}

/** The verdicts on the items, without those on what the log itself put before them. */
function refusalsOf(
  { refusals }: Extract<AppendOutcome, { outcome: 'refused' }>,
  { lead }: BuiltBatch,
): readonly (RefusalCode | null)[] {
  return refusals.slice(lead)
}

/** An item that cannot even be encoded. */
class Unbuildable extends Error {}

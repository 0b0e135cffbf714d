import type { Uuid } from '../protocol/uuid.ts'
import type { ActedWith } from './acted-with.ts'
import { AuditError } from './errors.ts'
import type { RefusalCode } from './errors.ts'
import { refusalOf } from './refusal-of.ts'
import type { Appended, WriteItem } from './write-item.ts'

/** An item on its way, with the promise that its caller holds. */
export interface Pending {
  readonly id: Uuid
  readonly item: WriteItem
  readonly acted: ActedWith | undefined
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

/** How much may wait, and how much goes at once. */
export interface QueueLimits {
  readonly queueLimit: number
  readonly queueBytes: number
  readonly batchLimit: number
  readonly batchBytes: number
}

/** The items that wait, in the order in which they came. */
export class PendingQueue {
  readonly #limits: QueueLimits
  readonly #items: Pending[] = []
  /** Bytes of content that wait. */
  #bytes = 0

  constructor(limits: QueueLimits) {
    this.#limits = limits
  }

  get length(): number {
    return this.#items.length
  }

  /** Whether there is room. However large, one item may wait alone: what is too large is for the gateway to say. */
  hasRoomFor(item: WriteItem): boolean {
    const { queueLimit, queueBytes } = this.#limits
    const fits = this.#bytes === 0 || this.#bytes + contentSize(item) <= queueBytes
    return fits && this.#items.length < queueLimit
  }

  push(pending: Pending): void {
    this.#items.push(pending)
    this.#bytes += contentSize(pending.item)
  }

  /** Takes what may go at once, and no more than `most`: at least one item if any waits. */
  takeBatch(most: number): Pending[] {
    const { batchBytes } = this.#limits
    const batchLimit = Math.min(this.#limits.batchLimit, most)
    let count = 0
    let bytes = 0
    while (count < batchLimit && count < this.#items.length) {
      const next = contentSize(this.#items[count]!.item)
      if (count > 0 && bytes + next > batchBytes) break
      bytes += next
      count++
    }
    this.#bytes -= bytes
    return this.#items.splice(0, count)
  }

  /** Takes everything. */
  takeAll(): Pending[] {
    this.#bytes = 0
    return this.#items.splice(0)
  }
}

/** Bytes of an item that count: all others are bounded by their schemas. */
function contentSize(item: WriteItem): number {
  return item.kind === 'disclosure' ? (item.submission?.length ?? 0) : 0
}

/**
 * Those that were accepted as they are, and for each refused one the record of its refusal. A mere repeat has none: it hears
 * when the others do, because what it repeats, or came after, may be among them and is not durable yet.
 */
export function replaceRefused(
  pending: readonly Pending[],
  refusals: readonly (RefusalCode | null)[],
  newId: () => Uuid,
): Pending[] {
  const repeats: (() => void)[] = []
  const left = pending.flatMap((one, i): Pending[] => {
    const code = refusals[i]
    if (code === null || code === undefined) return [one]
    const error = new AuditError(code, 'refused when it was about to be recorded')
    const refusal = refusalOf(one.item, code)
    if (refusal === undefined) {
      repeats.push(() => one.reject(error))
      return []
    }
    // The caller hears of the refusal once its record is durable.
    return [{ ...one, id: newId(), item: refusal, resolve: () => one.reject(error) }]
  })
  return tellAfter(left, repeats)
}

/** Tells some callers when the last of these has been answered; at once if there are none. */
function tellAfter(pending: readonly Pending[], others: readonly (() => void)[]): Pending[] {
  const last = pending.at(-1)
  const tell = (): void => others.forEach((other) => other())
  if (last === undefined || others.length === 0) {
    tell()
    return [...pending]
  }
  return [
    ...pending.slice(0, -1),
    {
      ...last,
      resolve(appended) {
        last.resolve(appended)
        tell()
      },
      reject(error) {
        last.reject(error)
        tell()
      },
    },
  ]
}

/** Tells all of them the same. */
export function rejectAll(pending: readonly Pending[], error: AuditError): void {
  for (const { reject } of pending) reject(error)
}

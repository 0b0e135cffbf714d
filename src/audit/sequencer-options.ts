import type { RandomBytes } from '../protocol/random.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import type { AuditError } from './errors.ts'
import { buildRandomPool } from './random-pool.ts'
import type { RecordKey } from './record-key.ts'
import type { AuditStore } from './store.ts'

/** What a sequencer works with. Time, waiting and randomness are injected. */
export interface SequencerOptions {
  readonly store: AuditStore
  /** The log's key; its name is the log's, and with a year the origin of that year's tree. */
  readonly signer: NoteSigner
  /** Hides who acted. */
  readonly recordKey: RecordKey
  /** ms since 1970. A step back does not change the order: records never go back in time, and say so. */
  readonly clock: () => number
  readonly wait?: (ms: number) => Promise<void>
  readonly random?: RandomBytes
  /** Called once when the stored log is not the one we wrote. The process must stop: it cannot know what is true. */
  readonly onFatal?: (error: AuditError) => void
  /** Called when records begin to say that our clock lies behind, with ms. */
  readonly onClockBehind?: (milliseconds: number) => void
  /** Called when the database no longer takes what is written, as when its disk is full, and when it does again. */
  readonly onFailing?: (isFailing: boolean) => void
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

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** These options, and ours where they say nothing. */
export function withDefaults(options: SequencerOptions): Required<SequencerOptions> {
  return {
    wait: sleep,
    random: buildRandomPool(),
    onFatal: () => {},
    onClockBehind: () => {},
    onFailing: () => {},
    queueLimit: 4_096,
    queueBytes: 128 * MEBIBYTE,
    batchLimit: 256,
    // They travel as base64 in one string, and a string has at most 512 MiB.
    batchBytes: 16 * MEBIBYTE,
    ...options,
  }
}

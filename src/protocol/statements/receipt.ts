import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { ReceiptFact } from '../vocabulary.ts'

/**
 * What happened to a disclosure on the receiving side. `delivered` is signed by the node and names no member; every
 * other fact is signed by one.
 */
export interface Receipt {
  readonly v: 1
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly what: ReceiptFact
  /** The receiving agency and function. */
  readonly agency: string
  readonly function: string
  readonly member: Uuid | null
  readonly credential: Digest | null
  readonly at: Time
  /** The disclosure that answers; with `answered` only. */
  readonly answer?: Uuid
  /** What the reader's check disagreed with; with `difference` only. */
  readonly differences?: readonly string[]
  readonly status?: string
}

import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { ReceiptFact } from '../vocabulary.ts'
import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'

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

/** What a schema cannot say. Throws `function-outside-agency`, `time-invalid` and `receipt-contradictory`. */
export function verifyReceiptPayload(receipt: Receipt): void {
  const { what, member, credential, answer, differences } = receipt
  verifyOwnFunction(receipt.agency, receipt.function)
  parseTime(receipt.at)
  const byNode = what === 'delivered'
  if (
    (member === null) !== byNode ||
    (credential === null) !== byNode ||
    (answer !== undefined) !== (what === 'answered') ||
    (differences !== undefined) !== (what === 'difference')
  )
    throw new ProtocolError('receipt-contradictory', 'the receipt’s members do not fit its fact')
}

import { ProtocolError } from '../errors.ts'
import { agencyOf, verifyOwnFunction } from '../function-id.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'

/**
 * What was exchanged from one function to another and released within a day, as one side counts it. Nothing is lost when
 * `sent` = `delivered` = `opened` + `unopened` and both sides say the same.
 */
export interface PairCount {
  /** The sending function. */
  readonly from: string
  /** The receiving function. */
  readonly to: string
  readonly sent: number
  /** Of those, with the node's receipt. */
  readonly delivered: number
  /** Opened by the receiving function before the day's end, with a signed open request. */
  readonly opened: number
  /** Delivered and not opened before the day's end. */
  readonly unopened: number
  /** Of the unopened: taken back by the sender, so that nobody will open them. */
  readonly recalled: number
  /** Of the sent: the daily trial messages, which concern nobody. */
  readonly synthetic: number
  /** Digest over which they are and which were opened: equal counts of different messages are not equal. */
  readonly digest: Digest
}

/** One side's count of what it exchanged with another agency in a day: made by each, compared by both. */
export interface Reconciliation {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  /** The agency on the other side. */
  readonly with: string
  /** Calendar day in Sweden, `2026-03-02`. */
  readonly day: string
  /** In the order of their functions, without those that exchanged nothing. */
  readonly pairs: readonly PairCount[]
  readonly at: Time
}

/**
 * What a schema cannot say. Throws `function-outside-agency`, `time-invalid` on an impossible day, and
 * `reconciliation-invalid` for pairs that are not between the two agencies, out of order or there twice.
 */
export function verifyReconciliationPayload(reconciliation: Reconciliation): void {
  const { agency, day, pairs, at } = reconciliation
  verifyOwnFunction(agency, reconciliation.function)
  parseTime(at)
  parseTime(`${day}T00:00:00.000Z`)
  const sides = [agency, reconciliation.with].sort().join(' ')
  const areBetween = pairs.every(
    ({ from, to }) => [agencyOf(from), agencyOf(to)].sort().join(' ') === sides,
  )
  const names = pairs.map(({ from, to }) => `${from} ${to}`)
  const areInOrder = names.every((name, i) => i === 0 || names[i - 1]! < name)
  if (!areBetween || !areInOrder || agency === reconciliation.with)
    throw new ProtocolError('reconciliation-invalid', 'the pairs are not of these two agencies')
}

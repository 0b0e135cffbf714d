/**
 * Reconciliation: what two agencies exchanged in a day, counted by each side for each pair of functions and compared.
 *
 * "Delivered" has been said of messages that nobody ever saw. So each side counts from what it can verify (the node's
 * receipts, the readers' signed open requests), signs its count, and gets the other's.
 *
 * @module
 */
import { encodeUtf8 } from './bytes.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'
import type { PairCount } from './statements/reconciliation.ts'
import type { Uuid } from './uuid.ts'

/** One message from one function to another, as the side that counts has verified it. */
export interface Exchanged {
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly from: string
  readonly to: string
  readonly delivered: boolean
  readonly opened: boolean
  readonly recalled: boolean
  readonly synthetic: boolean
}

/** Counts each pair of functions, in the order of their names. */
export function countPairs(exchanged: readonly Exchanged[]): PairCount[] {
  const pairs = Map.groupBy(exchanged, ({ from, to }) => `${from} ${to}`)
  return [...pairs.keys()].sort().map((name) => countPair(pairs.get(name)!))
}

function countPair(messages: readonly Exchanged[]): PairCount {
  const { from, to } = messages[0]!
  const count = (is: (one: Exchanged) => boolean) => messages.filter(is).length
  return {
    from,
    to,
    sent: messages.length,
    delivered: count((one) => one.delivered),
    opened: count((one) => one.opened),
    unopened: count((one) => one.delivered && !one.opened),
    recalled: count((one) => one.delivered && !one.opened && one.recalled),
    synthetic: count((one) => one.synthetic),
    digest: digestOfMessages(messages),
  }
}

function digestOfMessages(messages: readonly Exchanged[]): Digest {
  const lines = messages.map(
    ({ disclosure, manifest, opened }) => `${disclosure} ${manifest} ${opened ? 1 : 0}\n`,
  )
  return digestOf(encodeUtf8(lines.sort().join('')))
}

/** What two sides' counts can disagree on. */
export const COUNTED = [
  'sent',
  'delivered',
  'opened',
  'unopened',
  'recalled',
  'synthetic',
  'digest',
] as const satisfies readonly (keyof PairCount)[]

/** What the two sides say differently of one pair; null where a side does not know the pair at all. */
export interface PairDifference {
  readonly from: string
  readonly to: string
  readonly what: (typeof COUNTED)[number]
  readonly ours: number | string | null
  readonly theirs: number | string | null
}

/** Where two sides' counts differ; empty when both say the same. */
export function comparePairs(
  ours: readonly PairCount[],
  theirs: readonly PairCount[],
): PairDifference[] {
  const nameOf = ({ from, to }: PairCount) => `${from} ${to}`
  const [byName, others] = [ours, theirs].map(
    (pairs) => new Map(pairs.map((pair) => [nameOf(pair), pair])),
  ) as [Map<string, PairCount>, Map<string, PairCount>]
  const names = [...new Set([...byName.keys(), ...others.keys()])].sort()
  return names.flatMap((name) => {
    const [our, their] = [byName.get(name), others.get(name)]
    const { from, to } = (our ?? their)!
    return COUNTED.filter((what) => our?.[what] !== their?.[what]).map((what) => ({
      from,
      to,
      what,
      ours: our?.[what] ?? null,
      theirs: their?.[what] ?? null,
    }))
  })
}

/** The pairs of which not everything that was sent is delivered, and either opened or known to be unopened. */
export function unbalancedPairs(pairs: readonly PairCount[]): PairCount[] {
  return pairs.filter(
    ({ sent, delivered, opened, unopened }) =>
      sent !== delivered || delivered !== opened + unopened,
  )
}

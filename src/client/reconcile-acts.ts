/**
 * The reconciliation of a day with another agency, whole: listed, counted, signed, recorded and compared.
 *
 * @module
 */
import { countDay, parseListedMessages, signReconciliation, verifyCountOf } from './reconcile.ts'
import type { DayCount, ListedMessage } from './reconcile.ts'
import { isJsonObject } from '../protocol/json.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { comparePairs, unbalancedPairs } from '../protocol/reconciliation.ts'
import type { PairDifference } from '../protocol/reconciliation.ts'
import { parseSigningJwk } from '../protocol/signing-key.ts'
import type { SigningPublicKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { PairCount } from '../protocol/statements/reconciliation.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { actAs } from './member-desk.ts'
import { readPages } from './read-pages.ts'
import type { MemberDesk } from './member-desk.ts'

/** What the reconciliation of one day with one other agency came to. */
export interface Reconciled extends DayCount {
  readonly day: string
  readonly with: string
  /** Pairs of which something that was sent is neither opened nor known to be unopened. */
  readonly unbalanced: readonly PairCount[]
  /** What the other side has said: nothing yet, the same, or something else. Not asked of a day that is not over. */
  readonly theirs: 'unasked' | 'missing' | 'same' | 'differs'
  readonly differences: readonly PairDifference[]
  /** Of the record of this side’s count; null of a day that is not over. */
  readonly index: number | null
}

/** Which day, with whom, as which of the member's functions. */
export interface ReconcileOptions {
  readonly day: string
  readonly with: string
  /** Counts a day that is not over: nothing is signed. */
  readonly isSoFar: boolean
  /** The pinned key that the gateway signs its receipts with; see `loadNodeKey`. */
  readonly node: SigningPublicKey
  readonly function?: string
}

/** Counts a day from signed texts, signs and records the count, and compares it with the other side's. */
export async function reconcileDay(
  desk: MemberDesk,
  { day, with: other, isSoFar, node, function: functionId }: ReconcileOptions,
): Promise<Reconciled> {
  const { gateway, directory, clock, agency } = desk
  const acting = actAs(desk, ['registrar', 'compliance'], functionId)
  const sources = { directory, node, now: clock() }
  const counted = countDay(await listMessages(gateway, day, other), sources)
  const { pairs } = counted
  const unbalanced = unbalancedPairs(pairs)
  const ours = { day, with: other, ...counted, unbalanced }
  if (isSoFar) return { ...ours, theirs: 'unasked', differences: [], index: null }
  const text = signReconciliation(acting, { day, with: other, pairs }, clock())
  const answer = await gateway.reconcile(text)
  const statement = parseStatementUnsafe('reconciliation', text).digest
  const { index } = await desk.verifyClaim(parseRecordClaim(answer), {
    event: 'reconciliation.stated',
    statement,
  })
  // Asked once more: the other side may have counted in between.
  const theirs = findCountOf(await gateway.exchanged(day, other), other)
  const named = { agency, other, day }
  const differences =
    theirs === undefined ? [] : comparePairs(pairs, verifyCountOf(theirs, named, directory))
  return {
    ...ours,
    theirs: theirs === undefined ? 'missing' : differences.length === 0 ? 'same' : 'differs',
    differences,
    index,
  }
}

/** An alarm that the node raised about deliveries. */
export interface RaisedAlarm {
  readonly day: string
  readonly code: string
  readonly from: string
  readonly to: string
  readonly messages: number
}

/** What the node has raised about the agency's deliveries since a day; each once a day. */
export async function listAlarms(gateway: GatewayClient, since: string): Promise<RaisedAlarm[]> {
  const { alarms } = await gateway.deliveryAlarms(since)
  if (!Array.isArray(alarms)) throw new ClientError('answer-invalid', 'no alarms came')
  return alarms.filter(isJsonObject).map(({ day, code, from, to, messages }) => ({
    day: String(day),
    code: String(code),
    from: String(from),
    to: String(to),
    messages: Number(messages),
  }))
}

/** The key that the gateway signs its receipts with, when it is the pinned one. Throws ClientError `node-key-wrong`. */
export async function loadNodeKey(
  gateway: GatewayClient,
  pinned: string | undefined,
): Promise<SigningPublicKey> {
  const key = parseSigningJwk((await gateway.node())['node'])
  if (key.kid !== pinned)
    throw new ClientError('node-key-wrong', 'the gateway has another key than the pinned one')
  return key
}

/** All pages of what was exchanged in a day. */
async function listMessages(
  gateway: GatewayClient,
  day: string,
  other: string,
): Promise<ListedMessage[]> {
  const pages = await readPages((cursor) => gateway.exchanged(day, other, cursor))
  return pages.flatMap((page) => parseListedMessages(page['messages']))
}

function findCountOf(page: { readonly statements?: unknown }, agency: string): string | undefined {
  const { statements } = page
  if (!Array.isArray(statements)) throw new ClientError('answer-invalid', 'no counts came')
  const found = statements.filter(isJsonObject).find((one) => one['agency'] === agency)
  const text = found?.['text']
  return typeof text === 'string' ? text : undefined
}

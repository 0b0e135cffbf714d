/**
 * The law that a client computes under. A node says which policy set is active; a node that has been taken over could say
 * anything. So a client keeps the set that it computed under last, and takes another one only when it has seen for itself that
 * members with the policy role of two agencies have signed for it. The first set is pinned like the gateway's keys: a custodian
 * compares it, and each introduction says it.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import { parseDigest } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { POLICY_APPROVALS } from '../protocol/statements/policy-activation.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { CLOCK_TOLERANCE } from '../protocol/validity.ts'
import { authorSources } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'

/** The set computed under last, and since when it was to apply. */
export interface KeptLaw {
  readonly policySet: Digest
  readonly activeFrom: Time
}

/** Whether something has this shape. */
export function isKeptLaw(value: unknown): value is KeptLaw {
  return (
    isJsonObject(value) &&
    typeof value['policySet'] === 'string' &&
    typeof value['activeFrom'] === 'string'
  )
}

/** The law that a node says is active: to be compared before it is pinned. Throws `answer-invalid`. */
export function readNodeLaw({ policySet, activeFrom }: JsonObject): KeptLaw {
  const said = { policySet, activeFrom }
  if (!isKeptLaw(said)) throw unsaid()
  try {
    return parseKeptLaw(said)
  } catch (cause) {
    throw cause instanceof ProtocolError ? unsaid(cause) : cause
  }
}

/** The same, each member in its one form. Throws ProtocolError. */
export function parseKeptLaw({ policySet, activeFrom }: KeptLaw): KeptLaw {
  return { policySet: parseDigest(policySet), activeFrom: encodeTime(parseTime(activeFrom)) }
}

function unsaid(cause?: unknown): ClientError {
  return new ClientError('answer-invalid', 'the gateway does not say its law', { cause })
}

/**
 * Checks that a set may follow the kept one, and gives what to keep from now on. `listed` is what the gateway says of all sets:
 * nothing of it is believed but what members have signed. The first set of all is taken as it comes where none is pinned, like the
 * gateway's keys.
 *
 * @throws ClientError `law-older` if two agencies have approved it, but to apply from before the kept one; `law-not-yet` if only for a day
 * that has not come (`now` in ms); `law-not-approved` if fewer have, or agencies that have no pin here
 */
export function verifyLaw(
  active: Digest,
  listed: readonly JsonObject[],
  kept: KeptLaw | undefined,
  { directory, now }: { readonly directory: Directory; readonly now: number },
): KeptLaw {
  if (kept?.policySet === active) return kept
  const found = listed.filter(({ policySet }) => policySet === active)
  if (kept === undefined) return keepFirst(active, found)
  const approved = found.flatMap((entry) => findApproved(active, entry, directory))
  if (approved.length === 0)
    throw new ClientError('law-not-approved', 'two agencies have not approved these rules')
  const begun = approved.filter(({ activeFrom }) => parseTime(activeFrom) <= now + CLOCK_TOLERANCE)
  if (begun.length === 0)
    throw new ClientError('law-not-yet', 'these rules were approved for a later time')
  const newest = begun.reduce((a, b) => (a.activeFrom > b.activeFrom ? a : b))
  if (newest.activeFrom <= kept.activeFrom)
    throw new ClientError('law-older', 'these rules were approved for an earlier time')
  return newest
}

/** Whether a set was the law at a moment; `unknown`: it is not known here what was. */
export type LawVerdict = 'law' | 'other' | 'unknown'

/** What the law is judged by: nothing of what the gateway lists is believed but what members have signed. */
export interface LawSources {
  readonly listed: readonly JsonObject[]
  readonly kept: KeptLaw | undefined
  readonly directory: Directory
}

/**
 * Whether this set was the law at a moment: the newest that two agencies have approved to apply by then, or what was kept, if that is
 * newer. Rules that others have followed are law no more; for some minutes, in which a node has yet to take up the new ones, either may be.
 */
export function judgeLaw(policySet: Digest, at: Time, sources: LawSources): LawVerdict {
  const known = [...listApproved(sources), ...(sources.kept === undefined ? [] : [sources.kept])]
  const now = judgeAt(policySet, at, known)
  if (now !== 'other') return now
  const before = encodeTime(parseTime(at) - CLOCK_TOLERANCE)
  return judgeAt(policySet, before, known) === 'other' ? 'other' : 'unknown'
}

function judgeAt(policySet: Digest, at: Time, known: readonly KeptLaw[]): LawVerdict {
  const laws = known.filter(({ activeFrom }) => activeFrom <= at)
  const newest = laws.reduce(
    (latest, { activeFrom }) => (activeFrom > latest ? activeFrom : latest),
    '',
  )
  if (laws.length === 0) return 'unknown'
  return laws.some((law) => law.policySet === policySet && law.activeFrom === newest)
    ? 'law'
    : 'other'
}

/**
 * What was approved and, as the gateway says, came to apply, from when it did. Approvals alone make no law: whoever gave one may have left
 * before the day. A gateway that keeps an activation back could as well keep back the approvals.
 */
function listApproved({ listed, directory }: Omit<LawSources, 'kept'>): KeptLaw[] {
  return listed.flatMap((entry) => {
    const { policySet: of, state, activeFrom: said } = entry
    if (typeof of !== 'string' || (state !== 'active' && state !== 'retired')) return []
    return findApproved(of, entry, directory).map(({ policySet, activeFrom }) => ({
      policySet,
      activeFrom: typeof said === 'string' && said > activeFrom ? said : activeFrom,
    }))
  })
}

function keepFirst(policySet: Digest, [entry]: readonly JsonObject[]): KeptLaw {
  const activeFrom = entry?.['activeFrom']
  if (typeof activeFrom !== 'string')
    throw new ClientError('answer-invalid', 'the active policy set is not listed')
  parseTime(activeFrom)
  return { policySet, activeFrom }
}

/** The law that a listed proposal became if members of enough agencies signed for it; none otherwise. */
function findApproved(policySet: Digest, entry: JsonObject, directory: Directory): KeptLaw[] {
  const { statement, approvals, withdrawal } = entry
  if (typeof statement !== 'string' || !Array.isArray(approvals)) return []
  const proposal = parseStatementUnsafe('policy-proposal', statement)
  if (proposal.payload.policySet !== policySet) return []
  if (isWithdrawn(proposal, withdrawal, directory)) return []
  const agencies = approvals
    .filter(isJsonObject)
    .map((approval) => findApprover(proposal, approval['statement'], directory))
    .filter((agency) => agency !== undefined)
  if (new Set(agencies).size < POLICY_APPROVALS) return []
  return [{ policySet, activeFrom: proposal.payload.activeFrom }]
}

/** Whether a member with the policy role has stopped it before its day: it takes several to change the law, and one to stop a change. */
function isWithdrawn(
  proposal: Statement<'policy-proposal'>,
  text: unknown,
  directory: Directory,
): boolean {
  if (typeof text !== 'string') return false
  const withdrawal = parseStatementUnsafe('policy-withdrawal', text)
  const { at, agency, ...about } = withdrawal.payload
  if (about.proposal !== proposal.digest || at >= proposal.payload.activeFrom) return false
  return findStanding(withdrawal, agency, at, directory) !== undefined
}

/** The agency whose member approved the proposal; undefined if the approval does not count. */
function findApprover(
  proposal: Statement<'policy-proposal'>,
  text: unknown,
  directory: Directory,
): string | undefined {
  if (typeof text !== 'string') return undefined
  const approval = parseStatementUnsafe('policy-approval', text)
  const { agency, member, policySet, at } = approval.payload
  const isAbout =
    approval.payload.proposal === proposal.digest && policySet === proposal.payload.policySet
  if (!isAbout || member === proposal.payload.member) return undefined
  return findStanding(approval, agency, at, directory)
}

/** The agency, if its member stood behind what was signed about the law. */
function findStanding(
  statement: Statement<'policy-approval'> | Statement<'policy-withdrawal'>,
  agency: string,
  at: Time,
  directory: Directory,
): string | undefined {
  try {
    const judged = judgeAuthor(statement, authorSources(directory, agency), parseTime(at))
    return judged.isCompromised || judged.isDisputed ? undefined : agency
  } catch (error) {
    // Who does not stand does not count; another two may.
    if (error instanceof ProtocolError || error instanceof ClientError) return undefined
    throw error
  }
}

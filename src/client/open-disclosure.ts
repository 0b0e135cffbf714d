/**
 * The reader's check: everything that the gateway checked and everything that it could not, done again by the receiver.
 *
 * What makes the content untrustworthy as a whole is thrown: a wrong author, signature or keyring. What disagrees in part is
 * listed, so that the receiver can act on the rest and report the difference, signed, to both compliance officers.
 *
 * @module
 */
import { listUncovered } from '../protocol/agency-agreement.ts'
import { equalBytes } from '../protocol/bytes.ts'
import { rosterFreshness } from '../protocol/agency-roster.ts'
import { headOf } from '../protocol/head.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { findDocumentIssues, verifyConsent, verifyHeadFits } from '../protocol/message-type.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { findPastDays } from '../protocol/rests-on.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Head } from '../protocol/statements/head.ts'
import type { ManifestPart } from '../protocol/statements/manifest.ts'
import { parseTime } from '../protocol/time.ts'
import { CLOCK_TOLERANCE } from '../protocol/validity.ts'
import type { Decision } from '../policy/decision.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { encodeDecision, parseDecision } from '../policy/encode-decision.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { policyRequestFromManifest } from '../policy/request-from-manifest.ts'
import { authorSources } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import { findGuardDifferences } from './guard-difference.ts'
import type { HandedContent } from '../protocol/handover.ts'
import { judgeAuthor } from './judge-author.ts'
import type { MemberKeys } from './member-keys.ts'
import { openParts } from './open-parts.ts'
import type { Difference, OpenedParts } from './open-parts.ts'

/** What the reader's check needs. */
export interface OpenInput {
  readonly handover: HandedContent
  readonly directory: Directory
  readonly type: MessageType
  /** The set that the decision names. */
  readonly policySet: PolicySet
  /** Whether that set was law when it was decided (`kept-law.ts`); to who only reads, the one that the author named is as good. */
  readonly isLaw: boolean
  readonly reader: { readonly function: string; readonly keys: MemberKeys }
  /** ms since 1970. */
  readonly now: number
}

/** An opened disclosure. */
export interface OpenedDisclosure {
  readonly manifest: Statement<'manifest'>
  readonly head: Head
  /** The author's name, from the credential. */
  readonly author: string
  readonly decision: Decision
  readonly document: JsonObject
  readonly isWhole: boolean
  readonly motives: ReadonlyMap<string, string>
  /** Nothing, if all agrees. */
  readonly differences: readonly Difference[]
}

/**
 * Verifies and opens a disclosure.
 *
 * @throws ClientError `agency-not-pinned`, `author-unknown`, `keyring-not-ours`, `message-type-unknown` if `type`
 * is not the manifest's; PolicyError `decision-invalid`; ProtocolError with the code of the check that failed
 */
export function openDisclosure(input: OpenInput): OpenedDisclosure {
  const { handover, directory, type, reader, now } = input
  const manifest = parseStatementUnsafe('manifest', handover.manifest)
  const { head } = headOf(manifest.payload)
  const decision = parseDecision(handover.decision)
  const acceptedAt = parseTime(decision.at)
  const sources = authorSources(directory, head.from.agency)
  const { member, isCompromised, isDisputed } = judgeAuthor(manifest, sources, acceptedAt)
  // A gateway that shows an old roster for ever hides who has been revoked since.
  const isExpired = rosterFreshness(sources.roster.payload, now) === 'expired'
  if (head.type !== type.type || head.typeVersion !== type.version) {
    throw new ClientError('message-type-unknown', 'the disclosure is of another message type')
  }
  const opened = openParts(manifest.payload, handover, reader, type)
  const uncovered = listUncovered(directory.agreements, head, acceptedAt)
  return {
    manifest,
    head,
    author: member.payload.name,
    decision,
    document: opened.document,
    isWhole: opened.isWhole,
    motives: opened.motives,
    differences: [
      ...opened.differences,
      ...when(isCompromised, 'author-key-compromised'),
      // The gateway refuses what comes after the record of a revocation; if it did not, the reader's report tells.
      ...when(isDisputed, 'author-revoked'),
      ...when(isExpired, 'roster-expired'),
      ...when(!isPlausible(acceptedAt, head, now), 'decision-time-differs'),
      ...headDifferences(type, head, manifest.payload.parts),
      ...when(uncovered.length > 0, 'agreement-missing'),
      ...decisionDifferences(manifest, handover.decision, decision, input),
      ...documentDifferences(type, opened, head),
      ...findGuardDifferences(type, head, opened),
      ...when(!mayDecide(input, decision), 'policy-set-differs'),
    ],
  }
}

/**
 * Whether a disclosure can have been accepted then: not before its author made it, and not after it was opened. The gateway
 * names the moment, and with it which law and which entitlements count.
 */
export function isPlausible(acceptedAt: number, { createdAt }: Head, now: number): boolean {
  const earliest = parseTime(createdAt) - CLOCK_TOLERANCE
  return acceptedAt >= earliest && acceptedAt <= now + CLOCK_TOLERANCE
}

/** A gateway that names rules of its own could have them permit anything. */
function mayDecide({ policySet, isLaw }: OpenInput, { policySet: named }: Decision): boolean {
  return policySet.digest === named && isLaw
}

/** The codes of differences, each once, as a receipt reports them. */
export function differenceCodes(differences: readonly Difference[]): string[] {
  return [...new Set(differences.map(({ code }) => code))].sort()
}

/** The decision computed again from the manifest, at the moment that the stated one names. */
export function recomputeDecision(
  manifest: Statement<'manifest'>,
  at: string,
  directory: Pick<Directory, 'findFunction'>,
  policySet: PolicySet,
): Uint8Array {
  const { head } = headOf(manifest.payload)
  return encodeDecision(
    evaluate(policySet, policyRequestFromManifest(head, manifest.payload.parts, directory, at)),
  )
}

function decisionDifferences(
  manifest: Statement<'manifest'>,
  stated: Uint8Array,
  decision: Decision,
  { directory, policySet }: OpenInput,
): Difference[] {
  const own = recomputeDecision(manifest, decision.at, directory, policySet)
  return [
    ...when(!equalBytes(own, stated), 'decision-differs'),
    ...when(decision.outcome === 'deny', 'decision-denied'),
  ]
}

/**
 * Who reads all of it finds out whether it is whole: that nothing is left out that a form demands, as the consent beside a yes, and that it rested on nothing that had run out. The parts by
 * themselves fit even so, and a gateway sees no more than those.
 */
function documentDifferences(
  type: MessageType,
  { document, isWhole, differences }: OpenedParts,
  { createdAt }: Head,
): Difference[] {
  if (!isWhole || differences.length > 0) return []
  const issues = [
    ...findDocumentIssues(type, document),
    ...findPastDays(type, document, swedishDay(createdAt)),
  ]
  return issues.length > 0 ? [{ code: 'document-invalid' }] : []
}

function headDifferences(
  type: MessageType,
  head: Head,
  parts: readonly ManifestPart[],
): Difference[] {
  try {
    verifyHeadFits(type, head)
    verifyConsent(type, head.grounds, parts)
    return []
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    return [{ code: error.code }]
  }
}

function when(condition: boolean, code: string): Difference[] {
  return condition ? [{ code }] : []
}

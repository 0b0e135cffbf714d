import type { AgencyRoot } from '../protocol/agency-chain.ts'
import type { AgencyState, Member } from '../protocol/agency-state.ts'
import { verifyCredential } from '../protocol/custodian-statement.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { actorOf, verifyMemberStatement } from '../protocol/member-statement.ts'
import type { MemberStatement } from '../protocol/member-statement.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseSigningJwk } from '../protocol/signing-key.ts'
import type { Revocation } from '../protocol/statements/roster.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import { ClientError } from './errors.ts'

/** What an agency has said about who may act for it, up to now. */
export interface AuthorSources {
  /** The current root and those before it, newest first. */
  readonly roots: readonly AgencyRoot[]
  readonly roster: AgencyState['roster']
  /** Credential texts by digest, those of revoked members too. */
  readonly credentials: ReadonlyMap<Digest, string>
  /** By digest of the credential. */
  readonly revocations: ReadonlyMap<Digest, Revocation>
  /**
   * Credentials whose revocation had been recorded when the statement was. Not there: when revocations were recorded is not
   * known, as to a client that has no more than the newest roster.
   */
  readonly revokedBefore?: ReadonlySet<Digest>
}

/** Who signed, and whether the agency has since said that the key may have been in wrong hands at the time. */
export interface JudgedAuthor {
  readonly member: Member
  readonly isCompromised: boolean
  /** Whether the agency dates a revocation before the statement, and it is not known which of them was recorded first. */
  readonly isDisputed: boolean
}

/**
 * Verifies a member's statement as it was when the log recorded it. A revocation acts from its own record (design §6),
 * whatever day its agency gives it: else an agency could disown by it what its member had signed. One that is recorded later
 * does not undo what was signed before, but with `compromisedSince` it flags it.
 *
 * @param recordedAt time of the record, ms since 1970
 * @throws ClientError `author-unknown` if the credential is not there; ProtocolError as `verifyCredential` and
 * `verifyMemberStatement`, `credential-revoked` if its revocation had been recorded by then
 */
export function judgeAuthor(
  statement: MemberStatement,
  sources: AuthorSources,
  recordedAt: number,
): JudgedAuthor {
  const { credential } = actorOf(statement)
  const text = sources.credentials.get(credential)
  if (text === undefined) throw new ClientError('author-unknown', 'the credential is not there')
  const { payload } = verifyByRoots(sources.roots, (root) => verifyOnce(text, root))
  const member: Member = { credential, key: parseSigningJwk(payload.key), payload }
  verifyMemberStatement(statement, stateOf(member, sources), recordedAt)
  const { revokedBefore, revocations } = sources
  if (revokedBefore?.has(credential) === true) {
    throw new ProtocolError('credential-revoked', 'the credential had been revoked')
  }
  const revocation = revocations.get(credential)
  const isDated = (time: string | undefined) => time !== undefined && parseTime(time) <= recordedAt
  return {
    member,
    isCompromised: isDated(revocation?.compromisedSince),
    isDisputed: revokedBefore === undefined && isDated(revocation?.revokedAt),
  }
}

/** Credentials that a root's custodians were seen to have signed: that does not change, and one member signs many receipts. */
const verified = new WeakMap<AgencyRoot, Map<string, Statement<'credential'>>>()

function verifyOnce(text: string, root: AgencyRoot): Statement<'credential'> {
  const known = verified.get(root) ?? new Map<string, Statement<'credential'>>()
  verified.set(root, known)
  const found = known.get(text) ?? verifyCredential(text, root)
  known.set(text, found)
  return found
}

/**
 * Verifies what custodians signed by the current root, else by the root that was current when they signed: a change of
 * custodians does not undo what the earlier ones did. Throws what the current root threw if none will have it.
 */
export function verifyByRoots<T>(roots: readonly AgencyRoot[], verify: (root: AgencyRoot) => T): T {
  const [current, ...earlier] = [currentRoot(roots), ...roots.slice(1)]
  try {
    return verify(current)
  } catch (error) {
    if (!(error instanceof ProtocolError) || earlier.length === 0) throw error
    for (const root of earlier) {
      try {
        return verify(root)
      } catch (other) {
        if (!(other instanceof ProtocolError)) throw other
      }
    }
    throw error
  }
}

function currentRoot([root]: readonly AgencyRoot[]): AgencyRoot {
  if (root === undefined) throw new TypeError('an agency has at least one root')
  return root
}

/** The agency with this one member: what the question is about, at a time when the member was listed. */
function stateOf(member: Member, { roots, roster }: AuthorSources): AgencyState {
  const root = currentRoot(roots)
  return {
    agency: root.agency,
    root,
    roster,
    members: new Map([[member.key.kid, member]]),
    functions: new Map(),
    revocations: new Map(),
  }
}

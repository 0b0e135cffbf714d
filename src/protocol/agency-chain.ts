/**
 * The roots of an agency, from the pinned one to the current one.
 *
 * As in The Update Framework (TUF 1.0.33 §5.3), each root is signed by the threshold of the root before it and by its own:
 * the old custodians hand over, the new ones accept. Nothing that the gateway says can replace the first, which each
 * verifier pins by its digest.
 *
 * @module
 */
import { ProtocolError } from './errors.ts'
import { verifyQuorum } from './quorum.ts'
import type { Quorum } from './quorum.ts'
import type { Digest } from './sha256.ts'
import { parseSigningJwk } from './signing-key.ts'
import type { SigningPublicKey } from './signing-key.ts'
import { parseStatementUnsafe, verifySignatures } from './statement.ts'
import type { Statement } from './statement.ts'
import { verifyMade } from './statement-standing.ts'
import type { Root } from './statements/root.ts'
import { parseTime } from './time.ts'

/** The current root of an agency, verified back to the pinned one. */
export interface AgencyRoot {
  readonly agency: string
  readonly payload: Root
  readonly digest: Digest
  readonly quorum: Quorum
  /** The one key that signs the roster. */
  readonly rosterKey: SigningPublicKey
  /** Custodians of earlier roots: their signatures are recognised, but no longer count. */
  readonly formerCustodians: readonly SigningPublicKey[]
}

/** What a chain of roots is verified from. */
export interface AgencyChain {
  /** The agency that the pin is for; not compared if left out. */
  readonly agency?: string
  /** Digest of root 1, from the verifier's own configuration. */
  readonly pin: Digest
  /** Statement texts, root 1 first, none left out. */
  readonly roots: readonly string[]
  /** ms since 1970. */
  readonly now: number
}

/**
 * Verifies the roots of an agency and gives back the last. Throws `root-missing` without any, `root-pin-mismatch` if the
 * first is not the pinned one, `agency-mismatch` if the pin leads to another agency, and as `verifyNextRoot`.
 */
export function verifyAgencyChain(chain: AgencyChain): AgencyRoot {
  return verifyAgencyRoots(chain)[0]
}

/** As `verifyAgencyChain`, with the roots before the last: newest first. */
export function verifyAgencyRoots({
  agency,
  pin,
  roots,
  now,
}: AgencyChain): readonly [current: AgencyRoot, ...former: AgencyRoot[]] {
  const [text, ...others] = roots
  if (text === undefined) throw new ProtocolError('root-missing', 'the agency has no root')
  const first = verifyFirstRoot(pin, text, now)
  if (agency !== undefined && agency !== first.agency)
    throw new ProtocolError('agency-mismatch', 'the pin leads to another agency')
  return others.reduce<[AgencyRoot, ...AgencyRoot[]]>(
    (known, next) => [verifyNextRoot(known[0], next, now), ...known],
    [first],
  )
}

/**
 * Verifies the root that follows another. Throws `agency-mismatch`, `root-sequence-wrong`, `root-previous-mismatch`,
 * `statement-from-future`, `validity-invalid` (issued before the one that it follows), `signer-unknown`,
 * `threshold-not-met`, and as `parseStatementUnsafe`.
 */
export function verifyNextRoot(previous: AgencyRoot, text: string, now: number): AgencyRoot {
  const statement = parseStatementUnsafe('root', text)
  const { payload } = statement
  if (payload.agency !== previous.agency)
    throw new ProtocolError('agency-mismatch', 'the root is of another agency')
  if (payload.sequence !== previous.payload.sequence + 1)
    throw new ProtocolError('root-sequence-wrong', 'the root is not the next one')
  if (payload.previous !== previous.digest)
    throw new ProtocolError('root-previous-mismatch', 'the root follows another root')
  verifyMade(statement, now)
  if (parseTime(payload.issuedAt) < parseTime(previous.payload.issuedAt))
    throw new ProtocolError('validity-invalid', 'the root is older than the one it follows')
  const root = agencyRoot(statement, previous)
  const eligible = [...previous.quorum.custodians, ...root.quorum.custodians]
  const signers = verifySignatures(statement, eligible)
  verifyQuorum(signers, previous.quorum)
  verifyQuorum(signers, root.quorum)
  return root
}

function verifyFirstRoot(pin: Digest, text: string, now: number): AgencyRoot {
  const statement = parseStatementUnsafe('root', text)
  if (statement.digest !== pin)
    throw new ProtocolError('root-pin-mismatch', 'the first root is not the pinned one')
  if (statement.payload.sequence !== 1)
    throw new ProtocolError('root-sequence-wrong', 'the pinned root is not the first one')
  verifyMade(statement, now)
  const root = agencyRoot(statement)
  verifyQuorum(verifySignatures(statement, root.quorum.custodians), root.quorum)
  return root
}

function agencyRoot({ payload, digest }: Statement<'root'>, previous?: AgencyRoot): AgencyRoot {
  const custodians = payload.custodians.map(parseSigningJwk)
  const current = new Set(custodians.map((custodian) => custodian.kid))
  const earlier = previous ? [...previous.formerCustodians, ...previous.quorum.custodians] : []
  return {
    agency: payload.agency,
    payload,
    digest,
    quorum: { custodians, threshold: payload.threshold },
    rosterKey: parseSigningJwk(payload.rosterKey),
    formerCustodians: earlier.filter((custodian) => !current.has(custodian.kid)),
  }
}

import { ProtocolError } from './errors.ts'
import type { SigningPublicKey } from './signing-key.ts'

/** Custodians, and how many of them must sign together. */
export interface Quorum {
  readonly custodians: readonly SigningPublicKey[]
  readonly threshold: number
}

/** Checks that enough custodians are among those who signed; each counts once. Throws `threshold-not-met`. */
export function verifyQuorum(signers: ReadonlySet<string>, quorum: Quorum): void {
  const signed = new Set(
    quorum.custodians.map((custodian) => custodian.kid).filter((kid) => signers.has(kid)),
  )
  if (signed.size < quorum.threshold)
    throw new ProtocolError('threshold-not-met', 'too few custodians have signed')
}

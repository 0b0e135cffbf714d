import { encodeUtf8 } from '../protocol/bytes.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Decision } from './decision.ts'

/**
 * A decision as bytes. `evaluate` builds every object member by member in one order, so that equal decisions are equal
 * bytes in every runtime.
 */
export function encodeDecision(decision: Decision): Uint8Array {
  return encodeUtf8(JSON.stringify(decision))
}

/** What a countersignature names: SHA-256 of the decision's bytes. */
export function decisionDigest(decision: Decision): Digest {
  return digestOf(encodeDecision(decision))
}

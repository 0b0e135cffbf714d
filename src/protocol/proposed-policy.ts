/**
 * A proposed policy set as it travels to the gateway: the signed proposal with the rules that it names. Deterministic CBOR:
 *
 *     { "v": 1, "pack": bytes, "proposal": compact JWS }
 *
 * @module
 */
import { encodeCbor, isCborMap, parseCbor } from './cbor.ts'
import type { CborValue } from './cbor.ts'
import { ProtocolError } from './errors.ts'

/** A proposal and its rules. Nothing here has been compared. */
export interface ProposedPolicy {
  /** Compact JWS of type `sluss-policy-proposal+jws`. */
  readonly proposal: string
  /** The encoded policy set. */
  readonly pack: Uint8Array
}

/** Encodes a proposal with its rules. */
export function encodeProposedPolicy({ proposal, pack }: ProposedPolicy): Uint8Array {
  return encodeCbor(new Map<string, CborValue>(Object.entries({ v: 1, proposal, pack })))
}

/** Reads what `encodeProposedPolicy` wrote; throws `proposed-policy-invalid` on anything else. */
export function parseProposedPolicy(bytes: Uint8Array): ProposedPolicy {
  const fields = readFields(bytes)
  if (!isCborMap(fields) || fields.size !== 3 || fields.get('v') !== 1) throw invalid()
  const [proposal, pack] = [fields.get('proposal'), fields.get('pack')]
  if (typeof proposal !== 'string' || !(pack instanceof Uint8Array)) throw invalid()
  return { proposal, pack }
}

function readFields(bytes: Uint8Array): CborValue {
  try {
    return parseCbor(bytes)
  } catch (cause) {
    throw new ProtocolError('proposed-policy-invalid', 'not deterministic CBOR', { cause })
  }
}

function invalid(): ProtocolError {
  return new ProtocolError('proposed-policy-invalid', 'not a proposed policy set')
}

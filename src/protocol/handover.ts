/**
 * A handover: a disclosure as a node hands it to one reading function. Deterministic CBOR:
 *
 *     { "v": 1, "manifest": compact JWS, "decision": bytes, "keyring": bytes or null, "parts": { part id: bytes } }
 *
 * and beside these the claim of the record of this reading (see `record-claim.ts`).
 *
 * @module
 */
import { encodeCbor, isCborMap, parseCbor } from './cbor.ts'
import type { CborMap, CborValue } from './cbor.ts'
import { ProtocolError } from './errors.ts'
import { isPartId } from './part-id.ts'
import {
  encodeCborRecordClaim,
  parseCborRecordClaim,
  RECORD_CLAIM_MEMBERS,
} from './record-claim.ts'
import type { RecordClaim } from './record-claim.ts'

/** What is opened of what a reading function is handed. Nothing of it is verified. */
export interface HandedContent {
  /** Compact JWS. */
  readonly manifest: string
  /** The bytes of the decision under which it was accepted. */
  readonly decision: Uint8Array
  /** The reading function's keyring; null if nothing is sealed to it. */
  readonly keyring: Uint8Array | null
  /** Ciphertexts by part id: those that the function may read. */
  readonly parts: ReadonlyMap<string, Uint8Array>
}

/** What a reading function is handed. */
export interface Handover extends HandedContent {
  /** The record that it was opened or looked at: nothing is handed out without one. */
  readonly claim: RecordClaim
}

const MEMBERS = ['v', 'manifest', 'decision', 'keyring', 'parts', ...RECORD_CLAIM_MEMBERS]

/** Encodes a handover. */
export function encodeHandover({ claim, ...content }: Handover): Uint8Array {
  const { manifest, decision, keyring, parts } = content
  return encodeCbor(
    new Map<string, CborValue>([
      ...Object.entries({ v: 1, manifest, decision, keyring, parts }),
      ...encodeCborRecordClaim(claim),
    ]),
  )
}

/**
 * Reads a handover. Throws `disclosure-handover-invalid` on anything that `encodeHandover` would not have produced,
 * `record-claim-invalid` if it is the claim that is wrong.
 */
export function parseHandover(bytes: Uint8Array): Handover {
  const fields = parseFields(bytes)
  const manifest = fields.get('manifest')
  if (fields.get('v') !== 1 || typeof manifest !== 'string') throw handoverInvalid()
  if (fields.size !== MEMBERS.length || !MEMBERS.every((name) => fields.has(name)))
    throw handoverInvalid()
  const keyring = fields.get('keyring')
  return {
    manifest,
    decision: bytesOf(fields.get('decision')),
    keyring: keyring === null ? null : bytesOf(keyring),
    parts: parseParts(fields.get('parts')),
    claim: parseCborRecordClaim(fields),
  }
}

function parseFields(bytes: Uint8Array): CborMap {
  let value: CborValue
  try {
    value = parseCbor(bytes)
  } catch (cause) {
    throw handoverInvalid({ cause })
  }
  if (!isCborMap(value)) throw handoverInvalid()
  return value
}

function parseParts(value: CborValue | undefined): ReadonlyMap<string, Uint8Array> {
  if (!isCborMap(value) || ![...value.keys()].every(isPartId)) throw handoverInvalid()
  return new Map(Array.from(value, ([id, part]) => [id, bytesOf(part)]))
}

function bytesOf(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw handoverInvalid()
  return value
}

function handoverInvalid(options?: ErrorOptions): ProtocolError {
  return new ProtocolError('disclosure-handover-invalid', 'not a handover', options)
}

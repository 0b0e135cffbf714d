/**
 * A submission: one disclosure as it travels to the gateway and into evidence, the signed manifest with the ciphertexts that
 * it names. Deterministic CBOR:
 *
 *     { "v": 1, "manifest": compact JWS, "parts": { part id: bytes }, "keyrings": { function id: bytes } }
 *
 * @module
 */
import { encodeCbor, isCborMap, parseCbor } from './cbor.ts'
import type { CborMap, CborValue } from './cbor.ts'
import { ProtocolError } from './errors.ts'
import { isPartId } from './part-id.ts'

/** One disclosure with its ciphertexts. Nothing here has been compared with the manifest. */
export interface Submission {
  /** Compact JWS of type `sluss-manifest+jws`. */
  readonly manifest: string
  /** Ciphertexts by part id. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** Keyrings by the id of the reading function. */
  readonly keyrings: ReadonlyMap<string, Uint8Array>
}

/** Encodes a submission. */
export function encodeSubmission({ manifest, parts, keyrings }: Submission): Uint8Array {
  return encodeCbor(new Map<string, CborValue>(Object.entries({ v: 1, manifest, parts, keyrings })))
}

/** Reads a submission; throws `submission-invalid` on anything that `encodeSubmission` would not have produced. */
export function parseSubmission(bytes: Uint8Array): Submission {
  const fields = parseFields(bytes)
  const manifest = fields.get('manifest')
  if (fields.size !== 4 || fields.get('v') !== 1 || typeof manifest !== 'string')
    throw submissionInvalid()
  const parts = parseByteStrings(fields.get('parts'))
  if (![...parts.keys()].every(isPartId)) throw submissionInvalid()
  return { manifest, parts, keyrings: parseByteStrings(fields.get('keyrings')) }
}

const ascii = new TextDecoder('latin1')

/**
 * Where in a submission's bytes the text of its manifest begins. It is the last member (RFC 8949 §4.2.1: shorter names come
 * first, and names of one length in bytewise order) and ASCII, so that it ends them. Throws TypeError on another manifest.
 */
export function manifestOffset(submission: Uint8Array, manifest: string): number {
  const offset = submission.length - manifest.length
  if (ascii.decode(submission.subarray(Math.max(0, offset))) !== manifest)
    throw new TypeError('the submission has another manifest')
  return offset
}

function parseFields(bytes: Uint8Array): CborMap {
  let value: CborValue
  try {
    value = parseCbor(bytes)
  } catch (cause) {
    throw new ProtocolError('submission-invalid', 'not deterministic CBOR', { cause })
  }
  if (!isCborMap(value)) throw submissionInvalid()
  return value
}

function parseByteStrings(value: CborValue | undefined): ReadonlyMap<string, Uint8Array> {
  if (!isCborMap(value)) throw submissionInvalid()
  const strings = new Map<string, Uint8Array>()
  for (const [name, bytes] of value) {
    if (!(bytes instanceof Uint8Array)) throw submissionInvalid()
    strings.set(name, bytes)
  }
  return strings
}

function submissionInvalid(): ProtocolError {
  return new ProtocolError('submission-invalid', 'not a submission')
}

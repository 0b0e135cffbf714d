/**
 * Deterministic CBOR (RFC 8949 §4.2.1): shortest lengths, definite sizes, map keys in the bytewise order of their encoding.
 *
 * What carries ciphertext travels so, because base64 in JSON costs a third more. As everywhere, one value has one encoding:
 * reading accepts only what writing would have produced.
 *
 * @module
 */
import { encode, rfc8949EncodeOptions } from 'cborg'
import { CborReader } from './cbor-reader.ts'
import type { CborMap, CborValue } from './cbor-reader.ts'

export type { CborMap, CborValue } from './cbor-reader.ts'

/** Encodes a value; the order in which a map was filled does not matter. */
export function encodeCbor(value: CborValue): Uint8Array {
  return encode(value, rfc8949EncodeOptions)
}

/**
 * Decodes CBOR; throws `cbor-invalid` on anything that `encodeCbor` would not have produced. Byte strings are views of the
 * input, which must not change afterwards.
 */
export function parseCbor(bytes: Uint8Array): CborValue {
  return new CborReader(bytes).readOnly()
}

/** Whether a value is a map, as opposed to a list or a single value. */
export function isCborMap(value: CborValue | undefined): value is CborMap {
  return value instanceof Map
}

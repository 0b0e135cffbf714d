/**
 * Deterministic CBOR (RFC 8949 §4.2.1): shortest lengths, definite sizes, map keys in the bytewise order of their encoding.
 *
 * What carries ciphertext travels so, because base64 in JSON costs a third more. As everywhere, one value has one encoding:
 * reading accepts only what writing would have produced.
 *
 * @module
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { equalBytes } from './bytes.ts'
import { ProtocolError } from './errors.ts'

/** Any value that our CBOR carries: no floating point, no tags, no undefined. Maps are keyed by text. */
export type CborValue =
  null | boolean | number | string | Uint8Array | readonly CborValue[] | CborMap
/** A CBOR map keyed by text. */
export type CborMap = ReadonlyMap<string, CborValue>

const DECODE_OPTIONS = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  useMaps: true,
  rejectDuplicateMapKeys: true,
}

/** Encodes a value; the order in which a map was filled does not matter. */
export function encodeCbor(value: CborValue): Uint8Array {
  return encode(value, rfc8949EncodeOptions)
}

/** Decodes CBOR; throws `cbor-invalid` on anything that `encodeCbor` would not have produced. */
export function parseCbor(bytes: Uint8Array): CborValue {
  let value: unknown
  try {
    value = decode(bytes, DECODE_OPTIONS)
  } catch {
    throw cborInvalid()
  }
  if (!isCborValue(value) || !equalBytes(encodeCbor(value), bytes)) throw cborInvalid()
  return value
}

/** Whether a value is a map, as opposed to a list or a single value. */
export function isCborMap(value: CborValue | undefined): value is CborMap {
  return value instanceof Map
}

function isCborValue(value: unknown): value is CborValue {
  if (value === null || value instanceof Uint8Array) return true
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (Array.isArray(value)) return value.every(isCborValue)
  if (value instanceof Map)
    return [...value].every(([key, item]) => typeof key === 'string' && isCborValue(item))
  return typeof value === 'boolean'
}

function cborInvalid(): ProtocolError {
  return new ProtocolError('cbor-invalid', 'not deterministic CBOR')
}

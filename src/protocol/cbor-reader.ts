import { ProtocolError } from './errors.ts'

/** Any value that our CBOR carries: no floating point, no tags, no undefined. Maps are keyed by text. */
export type CborValue =
  null | boolean | number | string | Uint8Array | readonly CborValue[] | CborMap
/** A CBOR map keyed by text. */
export type CborMap = ReadonlyMap<string, CborValue>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Deeper than any of our formats; bounds the recursion. */
const MAX_DEPTH = 16

/** Major types and simple values (RFC 8949 §3). */
const UNSIGNED = 0
const NEGATIVE = 1
const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const SIMPLE: ReadonlyMap<number, CborValue> = new Map([
  [0xf4, false],
  [0xf5, true],
  [0xf6, null],
])

/**
 * Reads deterministic CBOR (RFC 8949 §4.2.1) in one pass: each rule is checked where it applies, so that nothing has to be
 * encoded again to compare. Byte strings are views of the input. Every method throws `cbor-invalid`.
 */
export class CborReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    // A plain view, so that byte strings are Uint8Array even if the input is a subclass.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Reads one value that must be all there is. */
  readOnly(): CborValue {
    const value = this.#readValue(0)
    if (this.#at !== this.#bytes.length) throw cborInvalid()
    return value
  }

  #readValue(depth: number): CborValue {
    const initial = this.#readByte()
    const simple = SIMPLE.get(initial)
    if (simple !== undefined) return simple
    const argument = this.#readArgument(initial & 0x1f)
    switch (initial >> 5) {
      case UNSIGNED:
        return argument
      case NEGATIVE:
        if (argument === Number.MAX_SAFE_INTEGER) throw cborInvalid()
        return -1 - argument
      case BYTES:
        return this.#take(argument)
      case TEXT:
        return this.#readText(argument)
      case ARRAY:
        return this.#readArray(argument, depth + 1)
      case MAP:
        return this.#readMap(argument, depth + 1)
      default:
        throw cborInvalid() // tags, floating point and the other simple values
    }
  }

  /** The number in the initial byte or after it; only the shortest form, and only a safe integer. */
  #readArgument(info: number): number {
    if (info < 24) return info
    const size = info === 24 ? 1 : info === 25 ? 2 : info === 26 ? 4 : info === 27 ? 8 : 0
    if (size === 0) throw cborInvalid() // reserved, or of indefinite length
    let value = 0
    for (const byte of this.#take(size)) value = value * 256 + byte
    const smallest = size === 1 ? 24 : 2 ** (size * 4)
    if (value < smallest || value > Number.MAX_SAFE_INTEGER) throw cborInvalid()
    return value
  }

  #readText(size: number): string {
    try {
      return utf8.decode(this.#take(size))
    } catch {
      throw cborInvalid()
    }
  }

  #readArray(size: number, depth: number): CborValue[] {
    if (depth > MAX_DEPTH) throw cborInvalid()
    const items: CborValue[] = []
    for (let i = 0; i < size; i++) items.push(this.#readValue(depth))
    return items
  }

  #readMap(size: number, depth: number): CborMap {
    if (depth > MAX_DEPTH) throw cborInvalid()
    const map = new Map<string, CborValue>()
    let previous: Uint8Array = new Uint8Array(0)
    for (let i = 0; i < size; i++) {
      const start = this.#at
      const key = this.#readValue(depth)
      const encoded = this.#bytes.subarray(start, this.#at)
      // Strictly ascending, so no key comes twice either.
      if (typeof key !== 'string' || !isBefore(previous, encoded)) throw cborInvalid()
      map.set(key, this.#readValue(depth))
      previous = encoded
    }
    return map
  }

  #readByte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw cborInvalid()
    return byte
  }

  #take(size: number): Uint8Array {
    const end = this.#at + size
    if (end > this.#bytes.length) throw cborInvalid()
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }
}

/** Bytewise lexicographic order. */
function isBefore(a: Uint8Array, b: Uint8Array): boolean {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i]! < b[i]!
  return a.length < b.length
}

function cborInvalid(): ProtocolError {
  return new ProtocolError('cbor-invalid', 'not deterministic CBOR')
}

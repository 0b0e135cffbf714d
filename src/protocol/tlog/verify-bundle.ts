/**
 * The hashes of a whole bundle of entries, and of a whole tile, at once: what verifying a log spends its time on.
 *
 * @module
 */
import { ProtocolError } from '../errors.ts'
import { sha256Each } from '../sha256.ts'
import { TILE_WIDTH } from './tile.ts'

/** Bytes of a hash. */
const HASH = 32

/** A bundle as it was read: its entries, and the hashes of their leaves one after the other. */
export interface HashedBundle {
  readonly entries: readonly Uint8Array[]
  readonly hashes: Uint8Array
}

/**
 * Reads an entry bundle (c2sp.org/tlog-tiles) and hashes its entries as leaves (RFC 6962 §2.1). Throws `tile-invalid`. Nothing
 * is verified: the caller compares the hashes with the tile's.
 */
export function hashBundle(bundle: Uint8Array): HashedBundle {
  // Not slice(): a Buffer's own shares its memory.
  const bytes = new Uint8Array(bundle)
  const bounds: number[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!
    if (!(end <= bytes.length) || bounds.length === 2 * TILE_WIDTH) throw bundleInvalid()
    // The second byte of the length is read: it makes room for the prefix of a leaf, so that no entry has to be copied.
    bytes[at + 1] = 0
    bounds.push(at + 1, end)
    at = end
  }
  return { entries: entriesOf(bundle, bounds), hashes: sha256Each(bytes, Uint32Array.from(bounds)) }
}

function entriesOf(bundle: Uint8Array, bounds: readonly number[]): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let i = 0; i < bounds.length; i += 2)
    entries.push(bundle.subarray(bounds[i]! + 1, bounds[i + 1]!))
  return entries
}

/**
 * The hash over a power of two of hashes (RFC 6962 §2.1), such as those of a full tile. A number of bytes that is none is our own
 * mistake.
 */
export function rootOfPerfect(hashes: Uint8Array): Uint8Array {
  const count = hashes.length / HASH
  if (count < 1 || !Number.isInteger(Math.log2(count)))
    throw new TypeError('a perfect tree has a power of two of leaves')
  let row = hashes
  while (row.length > HASH) row = parentsOf(row)
  return row
}

/** H(0x01 ‖ left ‖ right) of each pair of a row. */
function parentsOf(row: Uint8Array): Uint8Array {
  const pairs = row.length / (2 * HASH)
  const size = 1 + 2 * HASH
  const nodes = new Uint8Array(pairs * size)
  const bounds = new Uint32Array(pairs * 2)
  for (let i = 0; i < pairs; i++) {
    nodes[i * size] = 1
    nodes.set(row.subarray(i * 2 * HASH, (i + 1) * 2 * HASH), i * size + 1)
    bounds[i * 2] = i * size
    bounds[i * 2 + 1] = (i + 1) * size
  }
  return sha256Each(nodes, bounds)
}

function bundleInvalid(): ProtocolError {
  return new ProtocolError('tile-invalid', 'not a bundle of entries')
}

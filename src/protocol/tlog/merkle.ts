/**
 * Merkle tree hashing and proofs (RFC 6962 §2.1, RFC 9162 §2.1).
 *
 * Every hash of a tree or of a proof covers a *range* of leaves, and a range is a row of *perfect subtrees*, each of them
 * full and never to change. So producing is planning (which ranges, which subtrees) followed by folding, and whoever
 * keeps subtrees (memory, tiles, a database) can produce any proof; verifying needs hashes alone.
 *
 * @module
 */
import { sha256 } from '../sha256.ts'
import type { Message } from '../sha256.ts'

/** The full subtree over the leaves `index·2^level` up to `(index + 1)·2^level`, the last excluded. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** The leaves from `start` up to `end`, the last excluded. */
export interface LeafRange {
  readonly start: number
  readonly end: number
}

/** A tree: how many leaves and the hash over them. */
export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

const LEAF_PREFIX = 0
const NODE_PREFIX = 1
const HASH = 32

/** Room for what is hashed most: a new array for each takes longer than its hash. */
const leafRoom = new Uint8Array(1 + 1024)
const nodeRoom = Uint8Array.of(NODE_PREFIX, ...new Uint8Array(2 * HASH))

/** Hash of a leaf with this body: H(0x00 ‖ body). */
export function leafHash(body: Message): Uint8Array {
  if (typeof body === 'string') return sha256(`\0${body}`)
  const size = 1 + body.length
  const room = size > leafRoom.length ? new Uint8Array(size) : leafRoom.subarray(0, size)
  room[0] = LEAF_PREFIX
  room.set(body, 1)
  return sha256(room)
}

/** Hash of an inner node: H(0x01 ‖ left ‖ right). Throws TypeError on a child that is no hash. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH || right.length !== HASH) throw new TypeError('a hash has 32 bytes')
  nodeRoom.set(left, 1)
  nodeRoom.set(right, 1 + HASH)
  return sha256(nodeRoom)
}

/** The perfect subtrees that make up a range, from left to right. */
export function subtreesOf({ start, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = []
  for (let from = start; from < end;) {
    let level = 0
    // Sizes are below 2^53, so halves and powers are exact where bit operators would stop at 32 bits.
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= end) level++
    subtrees.push({ level, index: from / 2 ** level })
    from += 2 ** level
  }
  return subtrees
}

/** Root of a row of perfect subtrees, as RFC 6962 §2.1 splits it: the rightmost two first. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return sha256(new Uint8Array())
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** The largest power of two that is smaller than `size` (RFC 6962 §2.1: k < n ≤ 2k). */
export function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** Whether the number can be a size or an index. Sizes come from outside. */
export function isPosition(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** Whether each of these has the length of a hash. Proofs come from outside. */
export function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((bytes) => bytes.length === 32)
}

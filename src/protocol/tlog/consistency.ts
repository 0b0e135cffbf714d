/**
 * Proofs that a tree is a prefix of a larger one (RFC 9162 §2.1.4).
 *
 * @module
 */
import { equalBytes } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { areHashes, isPosition, largestPowerBelow, nodeHash } from './merkle.ts'
import type { LeafRange, TreeHead } from './merkle.ts'

/** The ranges whose hashes prove that the tree of `from` is a prefix of the tree of `to` (RFC 9162 §2.1.4.1). */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  if (!isPosition(from - 1) || !isPosition(to) || from > to)
    throw new TypeError('no such prefix of a tree of this size')
  if (from === to) return []
  const ranges: LeafRange[] = []
  let [start, end] = [0, to]
  while (end !== from) {
    const middle = start + largestPowerBelow(end - start)
    if (from <= middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
    }
  }
  // The old tree as a whole is known to the verifier; a part of it is not.
  if (start > 0) ranges.unshift({ start, end })
  return ranges
}

/**
 * Checks that `from` is a prefix of `to` (RFC 9162 §2.1.4.2); throws `consistency-proof-invalid`. Everything may be
 * attacker-controlled but one of the two heads.
 */
export function verifyConsistency(
  from: TreeHead,
  to: TreeHead,
  proof: readonly Uint8Array[],
): void {
  if (!isPosition(from.size) || !isPosition(to.size) || from.size > to.size) throw invalid()
  if (!areHashes([from.root, to.root, ...proof])) throw invalid()
  if (from.size === to.size || from.size === 0) {
    const isSame =
      from.size === 0
        ? equalBytes(from.root, sha256(new Uint8Array()))
        : equalBytes(from.root, to.root)
    if (!isSame || proof.length > 0) throw invalid()
    return
  }
  // A tree whose size is a power of two is a node of the larger one; its root takes the place of the first hash.
  const path = Number.isInteger(Math.log2(from.size)) ? [from.root, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) throw invalid()
  let [node, last] = [from.size - 1, to.size - 1]
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  let [oldRoot, newRoot] = [first, first]
  for (const sibling of rest) {
    if (last === 0) throw invalid()
    if (node % 2 === 1 || node === last) {
      oldRoot = nodeHash(sibling, oldRoot)
      newRoot = nodeHash(sibling, newRoot)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      newRoot = nodeHash(newRoot, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  if (last !== 0 || !equalBytes(oldRoot, from.root) || !equalBytes(newRoot, to.root))
    throw invalid()
}

function invalid(): ProtocolError {
  return new ProtocolError(
    'consistency-proof-invalid',
    'the smaller tree is not proven to be a prefix of the larger',
  )
}

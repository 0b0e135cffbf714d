/**
 * Proofs that a leaf is in a tree (RFC 9162 §2.1.3).
 *
 * @module
 */
import { equalBytes } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import { areHashes, isPosition, largestPowerBelow, nodeHash } from './merkle.ts'
import type { LeafRange, TreeHead } from './merkle.ts'

/** The ranges whose hashes prove that leaf `index` is in the tree of `size` (RFC 9162 §2.1.3.1), from the leaf up. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isPosition(index) || !isPosition(size) || index >= size)
    throw new TypeError('no such leaf in a tree of this size')
  const ranges: LeafRange[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start)
    if (index < middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
    }
  }
  return ranges
}

/**
 * The root that an inclusion proof leads to (RFC 9162 §2.1.3.2); the caller compares it with a signed one. All arguments
 * are attacker-controlled. Throws `inclusion-proof-invalid` when the proof does not fit index and size.
 */
function rootFromInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array {
  if (!isPosition(index) || !isPosition(size) || index >= size || !areHashes([leaf, ...proof]))
    throw invalid()
  let [node, last] = [index, size - 1]
  let root = leaf
  for (const sibling of proof) {
    if (last === 0) throw invalid()
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      root = nodeHash(root, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  if (last !== 0) throw invalid()
  return root
}

/** Checks that the leaf is in the tree with this root; throws `inclusion-proof-invalid`. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  tree: TreeHead,
  proof: readonly Uint8Array[],
): void {
  const root = rootFromInclusion(leaf, index, tree.size, proof)
  if (!equalBytes(root, tree.root)) throw invalid()
}

function invalid(): ProtocolError {
  return new ProtocolError('inclusion-proof-invalid', 'the leaf is not proven to be in the tree')
}

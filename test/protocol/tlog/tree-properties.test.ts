/** RFC 6962 and RFC 9162 as properties: every size, every prefix, and nothing that was altered. */
import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8, equalBytes } from '../../../src/protocol/bytes.ts'
import { consistencyRanges, verifyConsistency } from '../../../src/protocol/tlog/consistency.ts'
import { inclusionRanges, verifyInclusion } from '../../../src/protocol/tlog/inclusion.ts'
import { foldSubtrees, leafHash, nodeHash, subtreesOf } from '../../../src/protocol/tlog/merkle.ts'
import type { LeafRange, TreeHead } from '../../../src/protocol/tlog/merkle.ts'

const MOST = 2_000
const LEAVES = Array.from({ length: MOST + 1 }, (_, i) => leafHash(encodeUtf8(`record ${i}`)))

/** MTH of RFC 6962 §2.1, word for word; perfect subtrees are worked out once. */
const known = new Map<string, Uint8Array>()
function naive(start: number, end: number): Uint8Array {
  if (end - start === 1) return LEAVES[start]!
  const key = `${start} ${end}`
  const found = known.get(key)
  if (found !== undefined) return found
  let k = 1
  while (k * 2 < end - start) k *= 2
  const hash = nodeHash(naive(start, start + k), naive(start + k, end))
  if (k * 2 === end - start) known.set(key, hash)
  return hash
}

const hashOf = ({ start, end }: LeafRange) =>
  foldSubtrees(
    subtreesOf({ start, end }).map(({ level, index }) =>
      naive(index * 2 ** level, (index + 1) * 2 ** level),
    ),
  )
const treeOf = (size: number): TreeHead => ({ size, root: hashOf({ start: 0, end: size }) })

t.test('every tree up to 2 000 leaves has the root that the RFC defines', async (t) => {
  const wrong: number[] = []
  for (let size = 1; size <= MOST; size++)
    if (!equalBytes(treeOf(size).root, naive(0, size))) wrong.push(size)
  t.same(wrong, [])
})

t.test(
  'every leaf of every tree up to 70 leaves, and every prefix of each, is proven',
  async (t) => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index < size; index++)
        verifyInclusion(
          LEAVES[index]!,
          index,
          treeOf(size),
          inclusionRanges(index, size).map(hashOf),
        )
      for (let from = 1; from <= size; from++)
        verifyConsistency(treeOf(from), treeOf(size), consistencyRanges(from, size).map(hashOf))
    }
    t.pass()
  },
)

/** A size, and a place or a smaller size in it. */
const sizes = fc
  .integer({ min: 2, max: MOST - 1 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })))

/** One change of a proof: a bit, a hash less, a hash more, two in each other's place. */
const changes = fc.tuple(
  fc.constantFrom('flip', 'drop', 'add', 'repeat', 'swap'),
  fc.nat(),
  fc.nat({ max: 255 }),
)

function change(
  proof: readonly Uint8Array[],
  [what, where, bit]: [string, number, number],
): Uint8Array[] {
  const at = where % Math.max(proof.length, 1)
  const hash = proof[at] ?? new Uint8Array(32)
  if (what === 'add') return proof.toSpliced(at, 0, LEAVES[MOST]!)
  if (what === 'drop') return proof.toSpliced(at, 1)
  if (what === 'repeat') return proof.toSpliced(at, 0, hash)
  if (what === 'swap') {
    const next = (at + 1) % Math.max(proof.length, 1)
    return proof.with(at, proof[next]!).with(next, hash)
  }
  const byte = bit >> 3
  return proof.with(at, hash.with(byte, hash[byte]! ^ (1 << (bit & 7))))
}

const isRefused = (work: () => void, code: string) => {
  try {
    work()
    return false
  } catch (error) {
    return (error as { code?: string }).code === code
  }
}

const isSame = (a: readonly Uint8Array[], b: readonly Uint8Array[]) =>
  a.length === b.length && a.every((hash, i) => equalBytes(hash, b[i]!))

t.test('an inclusion proof proves its leaf at its place, and no other', async () => {
  fc.assert(
    fc.property(sizes, changes, ([size, index], altered) => {
      const proof = inclusionRanges(index, size).map(hashOf)
      const tree = treeOf(size)
      verifyInclusion(LEAVES[index]!, index, tree, proof)
      const bad = proof.length === 0 ? [LEAVES[0]!] : change(proof, altered)
      const refused = (work: () => void) => isRefused(work, 'inclusion-proof-invalid')
      return (
        (isSame(bad, proof) || refused(() => verifyInclusion(LEAVES[index]!, index, tree, bad))) &&
        refused(() => verifyInclusion(LEAVES[index]!, index + 1, tree, proof)) &&
        refused(() => verifyInclusion(LEAVES[index]!, index - 1, tree, proof)) &&
        refused(() => verifyInclusion(LEAVES[index + 1]!, index, tree, proof)) &&
        refused(() => verifyInclusion(LEAVES[index]!, index, treeOf(size + 1), proof)) &&
        refused(() => verifyInclusion(LEAVES[index]!, index, treeOf(size - 1), proof))
      )
    }),
  )
})

t.test('a consistency proof proves its two trees, and no others', async () => {
  fc.assert(
    fc.property(sizes, changes, ([size, smaller], altered) => {
      const from = smaller + 1
      const proof = consistencyRanges(from, size).map(hashOf)
      const [old, tree] = [treeOf(from), treeOf(size)]
      verifyConsistency(old, tree, proof)
      const bad = proof.length === 0 ? [LEAVES[0]!] : change(proof, altered)
      const other = { size: from, root: LEAVES[MOST]! }
      const refused = (work: () => void) => isRefused(work, 'consistency-proof-invalid')
      return (
        (isSame(bad, proof) || refused(() => verifyConsistency(old, tree, bad))) &&
        refused(() => verifyConsistency(other, tree, proof)) &&
        refused(() => verifyConsistency(old, { size, root: LEAVES[MOST]! }, proof)) &&
        refused(() => verifyConsistency(old, treeOf(size + 1), proof)) &&
        (from === 1 || refused(() => verifyConsistency(treeOf(from - 1), tree, proof)))
      )
    }),
  )
})

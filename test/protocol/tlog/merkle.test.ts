import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { equalBytes } from '../../../src/protocol/bytes.ts'
import { consistencyRanges, verifyConsistency } from '../../../src/protocol/tlog/consistency.ts'
import { inclusionRanges, verifyInclusion } from '../../../src/protocol/tlog/inclusion.ts'
import { foldSubtrees, leafHash, nodeHash, subtreesOf } from '../../../src/protocol/tlog/merkle.ts'
import type { LeafRange } from '../../../src/protocol/tlog/merkle.ts'

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Leaves of the Certificate Transparency reference tests (github.com/google/certificate-transparency). */
const REFERENCE = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => leafHash(Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16))))

/** The hash of RFC 6962 §2.1, written down as the RFC says it. */
function naive(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return nodeHash(naive(leaves.slice(0, k)), naive(leaves.slice(k)))
}

const LEAVES = Array.from({ length: 300 }, (_, i) => leafHash(Uint8Array.of(i & 255, i >> 8)))
const treeOf = (size: number) => ({ size, root: naive(LEAVES.slice(0, size)) })
const hashOf = ({ start, end }: LeafRange) =>
  foldSubtrees(
    subtreesOf({ start, end }).map(({ level, index }) =>
      naive(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    ),
  )

/** A bit, an index, a size, a hash more, a hash less: what a proof must not survive. */
function* alterations(proof: readonly Uint8Array[]) {
  for (const i of proof.keys()) {
    yield proof.with(
      i,
      proof[i]!.map((byte, at) => (at === i % 32 ? byte ^ 1 : byte)),
    )
    yield proof.toSpliced(i, 1)
    if (i > 0) yield proof.with(i, proof[i - 1]!).with(i - 1, proof[i]!)
  }
  yield [...proof, new Uint8Array(32)]
  yield [new Uint8Array(32), ...proof]
  yield [...proof, new Uint8Array(31)]
}

t.test('hashes a leaf that is given as text as its UTF-8', async (t) => {
  for (const text of ['', '{"v":1}', 'å'.repeat(2000)])
    t.same(leafHash(text), leafHash(encodeUtf8(text)))
})

t.test('the root of the reference leaves is the published one', async (t) => {
  const roots = REFERENCE.map((_, i) =>
    hex(
      foldSubtrees(
        subtreesOf({ start: 0, end: i + 1 }).map(({ level, index }) =>
          naive(REFERENCE.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        ),
      ),
    ),
  )
  t.equal(roots[0], '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  t.equal(roots[7], '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
})

t.test('the root of no leaves is the hash of nothing', async (t) => {
  t.equal(hex(foldSubtrees([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

t.test('a range folds to the hash that the RFC defines recursively', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (end) =>
      equalBytes(hashOf({ start: 0, end }), treeOf(end).root),
    ),
  )
})

t.test('every leaf of every tree is proven, and no altered proof is accepted', async (t) => {
  for (const size of [1, 2, 3, 5, 7, 8, 9, 31, 32, 33, 255, 256, 257]) {
    const tree = treeOf(size)
    for (let index = 0; index < size; index += size > 40 ? 17 : 1) {
      const proof = inclusionRanges(index, size).map(hashOf)
      verifyInclusion(LEAVES[index]!, index, tree, proof)
      const refuses = (work: () => void) => throwsCode(work, 'inclusion-proof-invalid')
      const leaf = LEAVES[index]!
      const all = [
        ...Array.from(alterations(proof), (bad) => () => verifyInclusion(leaf, index, tree, bad)),
        () => verifyInclusion(LEAVES[index + 1]!, index, tree, proof),
        () => verifyInclusion(leaf, index + 1, tree, proof),
        () => verifyInclusion(leaf, index - 1, tree, proof),
        () => verifyInclusion(leaf, index, { ...tree, root: LEAVES[299]! }, proof),
        () => verifyInclusion(leaf, Number.NaN, tree, proof),
        () => verifyInclusion(leaf, index, { ...tree, size: -1 }, proof),
        () => verifyInclusion(leaf, index, { ...tree, size: 2 ** 54 }, proof),
      ]
      if (!all.every(refuses)) t.fail(`an altered proof of ${index} in ${size} was accepted`)
    }
    t.pass(`${size} leaves`)
  }
})

t.test(
  'every tree is proven a prefix of every larger one, and no altered proof is accepted',
  async (t) => {
    const sizes = [1, 2, 3, 4, 6, 7, 8, 9, 31, 32, 33, 200, 255, 256, 257]
    for (const to of sizes) {
      for (const from of sizes.filter((size) => size <= to)) {
        const proof = consistencyRanges(from, to).map(hashOf)
        verifyConsistency(treeOf(from), treeOf(to), proof)
        const other = { size: from, root: LEAVES[299]! }
        const all = [
          ...Array.from(
            alterations(proof),
            (bad) => () => verifyConsistency(treeOf(from), treeOf(to), bad),
          ),
          () => verifyConsistency(other, treeOf(to), proof),
          () => verifyConsistency(treeOf(from), { size: to, root: LEAVES[299]! }, proof),
          () => verifyConsistency(treeOf(to + 1), treeOf(from), proof),
        ]
        if (!all.every((work) => throwsCode(work, 'consistency-proof-invalid')))
          t.fail(`an altered proof from ${from} to ${to} was accepted`)
      }
      t.pass(`to ${to} leaves`)
    }
  },
)

t.test('the empty tree is a prefix of every tree, without a proof', async (t) => {
  const empty = { size: 0, root: foldSubtrees([]) }
  verifyConsistency(empty, treeOf(5), [])
  t.throws(() => verifyConsistency(empty, treeOf(5), [LEAVES[0]!]), {
    code: 'consistency-proof-invalid',
  })
  t.throws(() => verifyConsistency({ ...empty, root: LEAVES[0]! }, treeOf(5), []), {
    code: 'consistency-proof-invalid',
  })
})

t.test('planning a proof for a leaf that is not there is our own mistake', async (t) => {
  t.throws(() => inclusionRanges(3, 3), TypeError)
  t.throws(() => consistencyRanges(0, 3), TypeError)
  t.throws(() => consistencyRanges(4, 3), TypeError)
})

function throwsCode(work: () => void, code: string): boolean {
  try {
    work()
    return false
  } catch (error) {
    return (error as { code?: string }).code === code
  }
}

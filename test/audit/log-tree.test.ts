import fc from 'fast-check'
import t from 'tap'
import { LogTree } from '../../src/audit/log-tree.ts'
import { concatBytes, equalBytes } from '../../src/protocol/bytes.ts'
import { verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { leafHash, nodeHash } from '../../src/protocol/tlog/merkle.ts'

const LEAVES = Array.from({ length: 66_000 }, (_, i) =>
  leafHash(Uint8Array.of(i & 255, (i >> 8) & 255, i >> 16)),
)

/** RFC 6962 §2.1, as it is written there. */
function naive(start: number, end: number): Uint8Array {
  if (end - start === 1) return LEAVES[start]!
  const middle = start + 2 ** Math.ceil(Math.log2(end - start) - 1)
  return nodeHash(naive(start, middle), naive(middle, end))
}

/** Grows a tree by batches of these sizes and checks everything that it says on the way. */
function isRight(batches: readonly number[]): boolean {
  let tree = new LogTree(0, [])
  const tiles = new Set<string>()
  for (const count of batches) {
    const from = tree.size
    const growth = tree.grow(LEAVES.slice(from, from + count))
    for (const { level, index, root, data } of growth.tiles) {
      const width = 256 ** level
      const first = index * 256 * width
      if (!equalBytes(root, naive(first, first + 256 * width))) return false
      const hashes = Array.from({ length: 256 }, (_, i) =>
        naive(first + i * width, first + (i + 1) * width),
      )
      if (!equalBytes(data, concatBytes(...hashes))) return false
      tiles.add(`${level}/${index}`)
    }
    tree = growth.tree
    for (const index of new Set([from, from + count - 1]))
      if (count > 0) verifyInclusion(LEAVES[index]!, index, tree, growth.proofOf(index))
  }
  const { size } = tree
  const full = Math.floor(size / 256) + Math.floor(size / 65_536)
  return tiles.size === full && (size === 0 || equalBytes(tree.root, naive(0, size)))
}

t.test('a tree grown in batches of any size is the tree of RFC 6962', async () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }), isRight), {
    numRuns: 60,
  })
})

t.test('tiles close where the tree reaches 256 and 65 536', async (t) => {
  for (const batches of [
    [255, 1, 1],
    [256, 256],
    [257, 511],
    [1000, 64_535, 1, 1],
    [65_536],
    [65_535, 465],
  ])
    t.ok(isRight(batches), batches.join(' + '))
})

t.test('a batch that is forgotten leaves the tree as it was', async (t) => {
  const tree = new LogTree(0, []).grow(LEAVES.slice(0, 100)).tree
  const { root } = tree
  tree.grow(LEAVES.slice(100, 300))
  t.same(tree.root, root)
  t.same(tree.grow(LEAVES.slice(100, 130)).tree.root, naive(0, 130))
})

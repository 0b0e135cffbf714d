import t from 'tap'
import { LogTiles } from '../../src/client/log-tiles.ts'
import type { Checkpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { consistencyRanges, verifyConsistency } from '../../src/protocol/tlog/consistency.ts'
import { verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { LOG_NAME, LOG_SIGNER } from '../fixtures/log.ts'
import { buildLogFiles, closedLeaves, naiveRoot, sourceOf } from '../fixtures/tile-log.ts'

const ENTRIES = closedLeaves(65_537)
const LEAVES = ENTRIES.map(leafHash)
const trees = new Map<number, Checkpoint>()

/** The tree of the first so many records, worked out once. */
function treeOf(size: number): Checkpoint {
  const tree = trees.get(size) ?? {
    origin: LOG_NAME,
    size,
    root: naiveRoot(LEAVES.slice(0, size)),
  }
  trees.set(size, tree)
  return tree
}

for (const size of [1, 2, 255, 256, 257, 65_535, 65_536, 65_537]) {
  t.test(`the tiles of ${size} records prove each record and each earlier log`, async (t) => {
    const source = sourceOf(buildLogFiles(ENTRIES.slice(0, size), LOG_SIGNER))
    const tiles = await LogTiles.open(treeOf(size), source, (fault) => t.fail(fault.code))
    const places = [0, 1, 254, 255, 256, 511, 65_280, 65_535, size - 1]
    for (const index of new Set(places.filter((place) => place < size))) {
      const proof = await tiles.inclusionOf(index)
      verifyInclusion(LEAVES[index]!, index, treeOf(size), proof)
      const ranges = consistencyRanges(index + 1, size).map((range) => tiles.hashOf(range))
      const hashes = (await Promise.all(ranges)).filter((hash) => hash !== undefined)
      verifyConsistency(treeOf(index + 1), treeOf(size), hashes)
    }
    t.pass()
  })
}

t.test('a proof that would rest on an altered tile is not made', async (t) => {
  const files = buildLogFiles(ENTRIES.slice(0, 600), LOG_SIGNER)
  const tile = files.get('tile/0/000')!
  const bundle = files.get('tile/entries/000')!
  files.set('tile/0/000', tile.with(0, tile[0]! ^ 1)).set('tile/entries/000', bundle.subarray(3))
  const tiles = await LogTiles.open(treeOf(600), sourceOf(files), () => {})
  const error: unknown = await tiles.inclusionOf(3).catch((cause: unknown) => cause)
  t.match(error, { name: 'LogFaultFound', fault: { code: 'log-tree-altered' } })
  verifyInclusion(LEAVES[300]!, 300, treeOf(600), await tiles.inclusionOf(300))
})

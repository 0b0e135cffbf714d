import type { Edges } from '../audit/log-tree.ts'
import { concatBytes } from '../protocol/bytes.ts'
import { foldSubtrees } from '../protocol/tlog/merkle.ts'
import type { LeafRange } from '../protocol/tlog/merkle.ts'
import { subtreesOf } from '../protocol/tlog/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, tilePlaceOf, tileWidthAt } from '../protocol/tlog/tile.ts'
import type { Tile } from '../protocol/tlog/tile.ts'
import type { Db } from './db.ts'

/** Leaf hashes from `start` up to `end`, the last excluded. */
export async function listLeafHashes(db: Db, start: number, end: number): Promise<Uint8Array[]> {
  const rows = await db<{ hash: Uint8Array }[]>`
    select hash
      from log.entry
     where index >= ${start}
       and index < ${end}
     order by index
  `
  return rows.map((row) => row.hash)
}

/** Bodies of the entries from `start` up to `end`, the last excluded. */
export async function listEntryBodies(db: Db, start: number, end: number): Promise<Uint8Array[]> {
  const rows = await db<{ body: Uint8Array }[]>`
    select body
      from log.entry
     where index >= ${start}
       and index < ${end}
     order by index
  `
  return rows.map((row) => row.body)
}

/** The hashes of the partial tile of each level, in the tree of this size. */
export async function loadEdges(db: Db, size: number): Promise<Edges> {
  const edges: Uint8Array[][] = []
  for (let level = 0; level === 0 || size >= 2 ** (TILE_HEIGHT * level); level++) {
    const hashes = Math.floor(size / 2 ** (TILE_HEIGHT * level))
    edges.push(await listHashes(db, level, hashes - (hashes % TILE_WIDTH), hashes))
  }
  return edges
}

/** The bytes of a tile of the log at `size`, or undefined when the log has no such tile yet. */
export async function findTile(db: Db, size: number, tile: Tile): Promise<Uint8Array | undefined> {
  const { level, index, width } = tile
  if (width > tileWidthAt(size, level, index)) return undefined
  const first = index * TILE_WIDTH
  return concatBytes(...(await listHashes(db, level, first, first + width)))
}

/**
 * Hashes of whole ranges of the tree, read from the tiles: what inclusion and consistency proofs are made of. The log must
 * have reached the end of each.
 */
export async function loadRangeHashes(db: Db, ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
  return Promise.all(
    ranges.map(async (range) => {
      const subtrees = subtreesOf(range).map(async (subtree) => {
        const { level, index, offset, count } = tilePlaceOf(subtree)
        const first = index * TILE_WIDTH + offset
        return foldPerfect(await listHashes(db, level, first, first + count))
      })
      return foldSubtrees(await Promise.all(subtrees))
    }),
  )
}

/** Hashes of tree level 8·level: of entries, or of the full tiles one level below. */
async function listHashes(
  db: Db,
  level: number,
  start: number,
  end: number,
): Promise<Uint8Array[]> {
  if (level === 0) return listLeafHashes(db, start, end)
  const rows = await db<{ root: Uint8Array }[]>`
    select root
      from log.tile
     where level = ${level - 1}
       and index >= ${start}
       and index < ${end}
     order by index
  `
  return rows.map((row) => row.root)
}

/** Root of a power of two of hashes. RFC 6962's split and a row-wise fold agree on those alone. */
function foldPerfect(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0]!
  const half = hashes.length / 2
  return foldSubtrees([foldPerfect(hashes.slice(0, half)), foldPerfect(hashes.slice(half))])
}

/**
 * The right edge of the log's tree in memory: enough to add leaves, to prove them and to cut full tiles, without reading
 * anything. A value never changes; growing gives a new one, so that a batch that fails costs nothing to forget.
 *
 * @module
 */
import { concatBytes } from '../protocol/bytes.ts'
import { inclusionRanges } from '../protocol/tlog/inclusion.ts'
import { foldSubtrees, nodeHash, subtreesOf } from '../protocol/tlog/merkle.ts'
import type { LeafRange, Subtree } from '../protocol/tlog/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../protocol/tlog/tile.ts'

/** A tile that became full. */
export interface FullTile {
  readonly level: number
  readonly index: number
  /** Hash of the perfect subtree above its 256 hashes. */
  readonly root: Uint8Array
  readonly data: Uint8Array
}

/** The hashes of the partial tile at each tile level, lowest first; each at most 255. */
export type Edges = readonly (readonly Uint8Array[])[]

/** What a batch adds: the tree after it, the tiles that it filled, and a proof for each new leaf. */
export interface Growth {
  readonly tree: LogTree
  readonly tiles: readonly FullTile[]
  /** Inclusion path of a leaf of this batch in the tree after it. */
  readonly proofOf: (index: number) => Uint8Array[]
}

/** One level of the tree: the hashes from `start` to the right end. */
interface Row {
  readonly start: number
  readonly hashes: Uint8Array[]
}

/** By level, the perfect subtree that stands alone at the right edge, where there is one. Together they make the root. */
type Peaks = readonly (Uint8Array | undefined)[]

/** A tree of `size` leaves, known by its edges. */
export class LogTree {
  readonly size: number
  readonly root: Uint8Array
  readonly #edges: Edges
  readonly #peaks: Peaks

  /** `peaks` are those of the edges, for who has them already. */
  constructor(size: number, edges: Edges, peaks: Peaks = peaksOf(size, edges)) {
    this.size = size
    this.#edges = edges
    this.#peaks = peaks
    this.root = foldSubtrees(peaks.filter((peak) => peak !== undefined).toReversed())
  }

  /** Adds leaf hashes. */
  grow(leaves: readonly Uint8Array[]): Growth {
    const size = this.size + leaves.length
    const rows = this.#rowsAfter(leaves)
    const { edges, tiles } = this.#cutTiles(rows)
    const peaks = rows.map(({ start, hashes }) =>
      (start + hashes.length) % 2 === 1 ? hashes.at(-1) : undefined,
    )
    const hashOf = hashesOf(rows)
    return {
      tree: new LogTree(size, edges, peaks),
      tiles,
      proofOf: (index) => inclusionRanges(index, size).map(hashOf),
    }
  }

  /**
   * Every perfect subtree that the new leaves complete, level by level, each row led by the old tree's own subtree of that
   * level where it has one: those are its left neighbours in every proof and in the root.
   */
  #rowsAfter(leaves: readonly Uint8Array[]): Row[] {
    const rows: Row[] = []
    let added = [...leaves]
    for (let level = 0, count = this.size; count > 0 || added.length > 0; level++) {
      const peak = count % 2 === 1 ? [this.#peaks[level]!] : []
      const row = { start: count - peak.length, hashes: [...peak, ...added] }
      rows.push(row)
      added = []
      for (let i = 0; i + 1 < row.hashes.length; i += 2)
        added.push(nodeHash(row.hashes[i]!, row.hashes[i + 1]!))
      count = Math.floor(count / 2)
    }
    return rows
  }

  #cutTiles(rows: readonly Row[]): { edges: Uint8Array[][]; tiles: FullTile[] } {
    const edges: Uint8Array[][] = []
    const tiles: FullTile[] = []
    for (let level = 0; level * TILE_HEIGHT < rows.length; level++) {
      const before = Math.floor(this.size / 2 ** (TILE_HEIGHT * level))
      const row = rows[level * TILE_HEIGHT]!
      const hashes = [...(this.#edges[level] ?? []), ...row.hashes.slice(before - row.start)]
      const first = Math.floor(before / TILE_WIDTH)
      const full = Math.floor(hashes.length / TILE_WIDTH)
      for (let i = 0; i < full; i++) {
        const above = rows[(level + 1) * TILE_HEIGHT]!
        tiles.push({
          level,
          index: first + i,
          root: above.hashes[first + i - above.start]!,
          data: concatBytes(...hashes.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)),
        })
      }
      edges.push(hashes.slice(full * TILE_WIDTH))
    }
    return { edges, tiles }
  }
}

/** Hashes of the ranges that proofs in these rows are made of. A range that is cut off by the end is part of many of them. */
function hashesOf(rows: readonly Row[]): (range: LeafRange) => Uint8Array {
  const known = new Map<number, Uint8Array>()
  const read = ({ level, index }: Subtree) => rows[level]!.hashes[index - rows[level]!.start]!
  return (range) => {
    const subtrees = subtreesOf(range)
    if (subtrees.length === 1) return read(subtrees[0]!)
    let hash = known.get(range.start)
    if (hash === undefined) known.set(range.start, (hash = foldSubtrees(subtrees.map(read))))
    return hash
  }
}

/** The peaks of a tree, from its edges. */
function peaksOf(size: number, edges: Edges): Peaks {
  const peaks: (Uint8Array | undefined)[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / 2))
    peaks.push(count % 2 === 1 ? peakOf(level, edges) : undefined)
  return peaks
}

/** The perfect subtree of a level that stands alone at the right edge; its hashes end an edge tile's used part. */
function peakOf(level: number, edges: Edges): Uint8Array {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const edge = edges[tileLevel]!
  const count = 2 ** (level - tileLevel * TILE_HEIGHT)
  // Lower peaks of the same tile stand to the right of this one.
  const start = edge.length - (edge.length % (2 * count))
  let hashes = edge.slice(start, start + count)
  while (hashes.length > 1)
    hashes = hashes.flatMap((hash, i) => (i % 2 === 0 ? [nodeHash(hash, hashes[i + 1]!)] : []))
  return hashes[0]!
}

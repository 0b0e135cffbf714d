/**
 * The tree of a log, read from its tiles and verified from the top down: the right edge gives the signed root, each full tile
 * gives the hash that the tile above it has. So whatever is read is authenticated before it is used, in any order and with one
 * tile of each level in memory.
 *
 * @module
 */
import { concatBytes, equalBytes } from '../protocol/bytes.ts'
import type { Checkpoint } from '../protocol/tlog/checkpoint.ts'
import { inclusionRanges } from '../protocol/tlog/inclusion.ts'
import { foldSubtrees, subtreesOf } from '../protocol/tlog/merkle.ts'
import type { LeafRange } from '../protocol/tlog/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, tilePlaceOf, tileWidthAt } from '../protocol/tlog/tile.ts'
import type { Tile } from '../protocol/tlog/tile.ts'
import { hashBundle, rootOfPerfect } from '../protocol/tlog/verify-bundle.ts'
import { LogFaultFound } from './log-fault.ts'
import type { ReportFault } from './log-fault.ts'
import { readEntries, readTile } from './log-source.ts'
import type { LogSource } from './log-source.ts'

const HASH = 32

/** A tile of a level that was looked for: its hashes, or undefined if what is stored cannot be authenticated. */
interface Found {
  readonly index: number
  readonly hashes: Uint8Array | undefined
}

/** The tiles of the tree that a checkpoint states. */
export class LogTiles {
  readonly tree: Checkpoint
  readonly #source: LogSource
  readonly #report: ReportFault
  /** The partial tile of each level; empty where the level ends with a full one. */
  readonly #edges: readonly Uint8Array[]
  /** The full tile of each level that was used last. */
  readonly #newest = new Map<number, Found>()

  private constructor(
    tree: Checkpoint,
    source: LogSource,
    report: ReportFault,
    edges: readonly Uint8Array[],
  ) {
    this.tree = tree
    this.#source = source
    this.#report = report
    this.#edges = edges
  }

  /**
   * Reads the right edge. The checkpoint is one whose signature has been verified. Throws LogFaultFound `log-incomplete` or
   * `log-tree-altered` if the edge does not lead to its root: then nothing of the tree can be verified.
   */
  static async open(tree: Checkpoint, source: LogSource, report: ReportFault): Promise<LogTiles> {
    const levels = tree.size === 0 ? [] : [...levelsOf(tree.size)]
    const edges = await Promise.all(levels.map((level) => readEdge(tree, source, level)))
    const tiles = new LogTiles(tree, source, report, edges)
    const root = await tiles.hashOf({ start: 0, end: tree.size })
    if (root === undefined || !equalBytes(root, tree.root))
      throw new LogFaultFound({ code: 'log-tree-altered', origin: tree.origin, size: tree.size })
    return tiles
  }

  /**
   * The hashes of a tile that the tree has. A stored tile that is missing or altered is reported and, where what lies below it
   * is intact, worked out again; undefined where it is not. `raw` is what a reader ahead has read for it.
   */
  async tile(
    level: number,
    index: number,
    raw?: Uint8Array | undefined,
  ): Promise<Uint8Array | undefined> {
    if (tileWidthAt(this.tree.size, level, index) < TILE_WIDTH) return this.#edges[level]!
    const newest = this.#newest.get(level)
    if (newest?.index === index) return newest.hashes
    const above = await this.tile(level + 1, Math.floor(index / TILE_WIDTH))
    const at = (index % TILE_WIDTH) * HASH
    const expected = above?.subarray(at, at + HASH)
    const hashes =
      expected && (await this.#find({ level, index, width: TILE_WIDTH }, expected, raw))
    this.#newest.set(level, { index, hashes })
    return hashes
  }

  /** The hash over a range of leaves (RFC 6962 §2.1), of what a proof is made. Undefined as `tile`. */
  async hashOf(range: LeafRange): Promise<Uint8Array | undefined> {
    const hashes: Uint8Array[] = []
    for (const subtree of subtreesOf(range)) {
      const { level, index, offset, count } = tilePlaceOf(subtree)
      const tile = await this.tile(level, index)
      if (tile === undefined) return undefined
      hashes.push(rootOfPerfect(tile.subarray(offset * HASH, (offset + count) * HASH)))
    }
    return foldSubtrees(hashes)
  }

  /**
   * The inclusion path of a record (RFC 9162 §2.1.3), in this tree or in an earlier one of this size. Throws LogFaultFound where the tree
   * cannot be authenticated.
   */
  async inclusionOf(index: number, size = this.tree.size): Promise<Uint8Array[]> {
    const path: Uint8Array[] = []
    for (const range of inclusionRanges(index, size)) {
      const hash = await this.hashOf(range)
      if (hash === undefined) {
        const { origin } = this.tree
        throw new LogFaultFound({ code: 'log-tree-altered', origin, index: range.start })
      }
      path.push(hash)
    }
    return path
  }

  /**
   * Checks that an earlier checkpoint is of this tree: its own hashes must give the root, and nobody has to be asked for a proof. Throws
   * LogFaultFound `log-forked`.
   */
  async verifyPrefix({ origin, size, root }: Checkpoint): Promise<void> {
    const own = await this.hashOf({ start: 0, end: size })
    if (own === undefined) throw new LogFaultFound({ code: 'log-tree-altered', origin, size })
    if (!equalBytes(own, root)) throw new LogFaultFound({ code: 'log-forked', origin, size })
  }

  async #find(
    tile: Tile,
    expected: Uint8Array,
    raw: Uint8Array | undefined,
  ): Promise<Uint8Array | undefined> {
    const stored = raw ?? (await readTile(this.#source, tile))
    if (isTileOf(stored, expected)) return stored
    const { origin } = this.tree
    const { level, index } = tile
    const code = stored === undefined ? 'log-incomplete' : 'log-tree-altered'
    this.#report({ code, origin, tile: { level, index } })
    const rebuilt = await this.#rebuild(tile)
    return isTileOf(rebuilt, expected) ? rebuilt : undefined
  }

  /** A full tile, worked out from what is stored below it; undefined if that is not all there. */
  async #rebuild({ level, index }: Tile): Promise<Uint8Array | undefined> {
    if (level === 0) {
      const bundle = await readEntries(this.#source, { index, width: TILE_WIDTH })
      return bundle === undefined ? undefined : hashesOrNothing(bundle)
    }
    const roots: Uint8Array[] = []
    for (let i = 0; i < TILE_WIDTH; i++) {
      const below = { level: level - 1, index: index * TILE_WIDTH + i, width: TILE_WIDTH }
      const hashes = await readTile(this.#source, below)
      if (hashes?.length !== TILE_WIDTH * HASH) return undefined
      roots.push(rootOfPerfect(hashes))
    }
    return concatBytes(...roots)
  }
}

function isTileOf(hashes: Uint8Array | undefined, expected: Uint8Array): hashes is Uint8Array {
  return hashes?.length === TILE_WIDTH * HASH && equalBytes(rootOfPerfect(hashes), expected)
}

function hashesOrNothing(bundle: Uint8Array): Uint8Array | undefined {
  try {
    return hashBundle(bundle).hashes
  } catch {
    // Whatever it is, it is no bundle; that is reported where the records are verified.
    return undefined
  }
}

/** The levels that a tree of this size has tiles of. */
function* levelsOf(size: number): Generator<number> {
  for (let level = 0; size >= 2 ** (TILE_HEIGHT * level); level++) yield level
}

async function readEdge(
  { size, origin }: Checkpoint,
  source: LogSource,
  level: number,
): Promise<Uint8Array> {
  const index = Math.floor(Math.floor(size / 2 ** (TILE_HEIGHT * level)) / TILE_WIDTH)
  const width = tileWidthAt(size, level, index)
  if (width === 0) return new Uint8Array()
  const hashes = await readTile(source, { level, index, width })
  const tile = { level, index }
  if (hashes === undefined) throw new LogFaultFound({ code: 'log-incomplete', origin, tile })
  if (hashes.length !== width * HASH)
    throw new LogFaultFound({ code: 'log-tree-altered', origin, tile })
  return hashes
}

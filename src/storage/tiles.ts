import type { Edges } from '../audit/log-tree.ts'
import type { LogYear } from '../audit/store.ts'
import { concatBytes } from '../protocol/bytes.ts'
import { foldSubtrees } from '../protocol/tlog/merkle.ts'
import type { LeafRange } from '../protocol/tlog/merkle.ts'
import { subtreesOf } from '../protocol/tlog/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, tilePlaceOf, tileWidthAt } from '../protocol/tlog/tile.ts'
import type { Tile, TilePlace } from '../protocol/tlog/tile.ts'
import type { Db } from './db.ts'

/** Hashes that are read one by one rather than as the tile that holds them. */
const FEW = 16

/** Hashes of the entries from position `start` up to `end`, the last excluded. */
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

/** Leaves from position `start` up to `end`, the last excluded. */
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

/**
 * The entry bundle (c2sp.org/tlog-tiles) of the leaves from position `start` up to `end`, the last excluded. The database puts it
 * together: one row is read several times as fast as 256.
 */
export async function loadEntryBundle(db: Db, start: number, end: number): Promise<Uint8Array> {
  const [row] = await db<{ bundle: Uint8Array | null }[]>`
    select string_agg(substr(int4send(octet_length(body)), 3) || body, ''::bytea order by index) as bundle
      from log.entry
     where index >= ${start}
       and index < ${end}
  `
  return row?.bundle ?? new Uint8Array()
}

/** The hashes of the partial tile of each level, in the year's tree of this size. */
export async function loadEdges(db: Db, year: LogYear, size: number): Promise<Edges> {
  const edges: Uint8Array[][] = []
  for (let level = 0; level === 0 || size >= 2 ** (TILE_HEIGHT * level); level++) {
    const hashes = Math.floor(size / 2 ** (TILE_HEIGHT * level))
    edges.push(await listHashes(db, year, level, hashes - (hashes % TILE_WIDTH), hashes))
  }
  return edges
}

/** The bytes of a tile of the year's tree at `size`, or undefined when it has no such tile yet. */
export async function findTile(
  db: Db,
  year: LogYear,
  size: number,
  tile: Tile,
): Promise<Uint8Array | undefined> {
  const { level, index, width } = tile
  if (width > tileWidthAt(size, level, index)) return undefined
  if (width === TILE_WIDTH) return loadFullTile(db, year, level, index)
  const first = index * TILE_WIDTH
  return concatBytes(...(await listHashes(db, year, level, first, first + width)))
}

/** A full tile is one row. */
async function loadFullTile(
  db: Db,
  { year }: LogYear,
  level: number,
  index: number,
): Promise<Uint8Array | undefined> {
  const [row] = await db<{ data: Uint8Array }[]>`
    select data
      from log.tile
     where year = ${year}
       and level = ${level}
       and index = ${index}
  `
  return row?.data
}

/**
 * Hashes of whole ranges of the year's tree, read from the tiles: what inclusion and consistency proofs are made of. The log
 * must have reached the end of each. Every tile is read once, however many of the ranges lie in it.
 */
export async function loadRangeHashes(
  db: Db,
  year: LogYear,
  ranges: readonly LeafRange[],
): Promise<Uint8Array[]> {
  const rows = ranges.map((range) => subtreesOf(range).map(tilePlaceOf))
  const tiles = await loadTiles(db, year, rows.flat())
  return rows.map((places) =>
    foldSubtrees(places.map((place) => foldPerfect(tiles.get(keyOf(place))!(place)))),
  )
}

/** The hashes at a place in a tile that was read. */
type ReadPlace = (place: TilePlace) => Uint8Array[]

function keyOf({ level, index }: TilePlace): string {
  return `${level}/${index}`
}

async function loadTiles(
  db: Db,
  year: LogYear,
  places: readonly TilePlace[],
): Promise<ReadonlyMap<string, ReadPlace>> {
  const wanted = Map.groupBy(places, keyOf)
  return new Map(
    await Promise.all(
      Array.from(
        wanted,
        async ([key, inTile]) => [key, await loadPlaces(db, year, inTile)] as const,
      ),
    ),
  )
}

/** Reads what is wanted of one tile. Few hashes are cheaper to read than a tile, and one that is not full yet is no row. */
async function loadPlaces(db: Db, year: LogYear, places: readonly TilePlace[]): Promise<ReadPlace> {
  const { level, index } = places[0]!
  const first = Math.min(...places.map(({ offset }) => offset))
  const end = Math.max(...places.map(({ offset, count }) => offset + count))
  const full = end - first > FEW ? await loadFullTile(db, year, level, index) : undefined
  if (full !== undefined)
    return ({ offset, count }) =>
      Array.from({ length: count }, (_, i) =>
        full.subarray((offset + i) * 32, (offset + i + 1) * 32),
      )
  const start = index * TILE_WIDTH
  const hashes = await listHashes(db, year, level, start + first, start + end)
  return ({ offset, count }) => hashes.slice(offset - first, offset - first + count)
}

/** Hashes of tree level 8·level: of entries, or of the full tiles one level below. */
async function listHashes(
  db: Db,
  { year, start: before }: LogYear,
  level: number,
  start: number,
  end: number,
): Promise<Uint8Array[]> {
  if (level === 0) return listLeafHashes(db, before + start, before + end)
  const rows = await db<{ root: Uint8Array }[]>`
    select root
      from log.tile
     where year = ${year}
       and level = ${level - 1}
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

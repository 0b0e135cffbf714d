import type { Edges } from '../audit/log-tree.ts'
import type { LogYear } from '../audit/store.ts'
import { concatBytes } from '../protocol/bytes.ts'
import { foldSubtrees } from '../protocol/tlog/merkle.ts'
import type { LeafRange } from '../protocol/tlog/merkle.ts'
import { subtreesOf } from '../protocol/tlog/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, tilePlaceOf, tileWidthAt } from '../protocol/tlog/tile.ts'
import type { Tile, TilePlace } from '../protocol/tlog/tile.ts'
import { rootOfPerfect } from '../protocol/tlog/verify-bundle.ts'
import type { Db } from './db.ts'

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
 * must have reached the end of each. Every tile is read once, however many of the ranges lie in it, and all in one statement.
 */
export async function loadRangeHashes(
  db: Db,
  year: LogYear,
  ranges: readonly LeafRange[],
): Promise<Uint8Array[]> {
  const rows = ranges.map((range) => subtreesOf(range).map(tilePlaceOf))
  const stretches = stretchesOf(rows.flat())
  const hashes = await loadStretches(db, year, stretches)
  const rootAt = ({ level, index, offset, count }: TilePlace): Uint8Array => {
    const at = stretches.findIndex((other) => other.level === level && other.index === index)
    const first = offset - stretches[at]!.offset
    return rootOfPerfect(hashes[at]!.subarray(first * HASH, (first + count) * HASH))
  }
  return rows.map((places) => foldSubtrees(places.map(rootAt)))
}

const HASH = 32

/** For each tile that these places lie in, the stretch of it that holds them all. */
function stretchesOf(places: readonly TilePlace[]): TilePlace[] {
  const inTiles = Map.groupBy(places, ({ level, index }) => `${level}/${index}`)
  return Array.from(inTiles.values(), (inTile) => {
    const offset = Math.min(...inTile.map((place) => place.offset))
    const end = Math.max(...inTile.map((place) => place.offset + place.count))
    return { ...inTile[0]!, offset, count: end - offset }
  })
}

async function loadStretches(
  db: Db,
  { year, start }: LogYear,
  stretches: readonly TilePlace[],
): Promise<Uint8Array[]> {
  const rows = await db<{ hashes: Uint8Array }[]>`
    select log.read_stretch(${year}, ${start}, s.level, s.index, s.first, s.count) as hashes
      from unnest(
             ${stretches.map(({ level }) => level)}::int[],
             ${stretches.map(({ index }) => index)}::bigint[],
             ${stretches.map(({ offset }) => offset)}::int[],
             ${stretches.map(({ count }) => count)}::int[]
           ) with ordinality as s (level, index, first, count, nr)
     order by s.nr
  `
  return rows.map((row) => row.hashes)
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

/**
 * Tiles (c2sp.org/tlog-tiles): the tree cut into files of up to 256 hashes that never change once full.
 *
 * @module
 */
import { concatBytes } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { Subtree } from './merkle.ts'

/** Hashes in a full tile. */
export const TILE_WIDTH = 256

/** Levels of the tree in a tile: 2^8 = 256. */
export const TILE_HEIGHT = 8

/** The `index`-th tile of a level; tile level L holds hashes of tree level 8·L. */
export interface Tile {
  readonly level: number
  readonly index: number
  /** 1–256 hashes. */
  readonly width: number
}

/** A bundle of the bodies of 1–256 entries. */
export interface EntryBundle {
  readonly index: number
  readonly width: number
}

/** Where a perfect subtree lies: it covers `count` hashes of a tile, from `offset`. */
export interface TilePlace {
  readonly level: number
  readonly index: number
  readonly offset: number
  readonly count: number
}

/** The tile that a perfect subtree can be computed from. */
export function tilePlaceOf({ level, index }: Subtree): TilePlace {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const count = 2 ** (level - tileLevel * TILE_HEIGHT)
  const first = index * count
  const tile = Math.floor(first / TILE_WIDTH)
  return { level: tileLevel, index: tile, offset: first - tile * TILE_WIDTH, count }
}

/** How many hashes the tile holds in a tree of this size; 0 when it does not exist yet. */
export function tileWidthAt(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / 2 ** (TILE_HEIGHT * level))
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/** `<level>/<index>`, with `.p/<width>` for a partial tile; the part of the path after `tile/`. */
export function encodeTilePath({ level, index, width }: Tile): string {
  return `${level}/${encodeIndex(index)}${encodeWidth(width)}`
}

/** Reads it; throws `tile-invalid`. */
export function parseTilePath(path: string): Tile {
  const [, level, rest] = /^(\d{1,2})\/(.+)$/.exec(path) ?? []
  if (level === undefined || Number(level) > 63 || String(Number(level)) !== level)
    throw tileInvalid()
  return { level: Number(level), ...parseNumbered(rest!) }
}

/** `entries/<index>`, with `.p/<width>` for a partial bundle. */
export function encodeEntryBundlePath({ index, width }: EntryBundle): string {
  return `entries/${encodeIndex(index)}${encodeWidth(width)}`
}

/** Reads it; throws `tile-invalid`. */
export function parseEntryBundlePath(path: string): EntryBundle {
  if (!path.startsWith('entries/')) throw tileInvalid()
  return parseNumbered(path.slice('entries/'.length))
}

/** The bytes of an entry bundle: each body after its length as uint16, big-endian. */
export function encodeEntryBundle(bodies: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...bodies.flatMap((body) => {
      if (body.length > 0xffff) throw new TypeError('an entry has at most 65 535 bytes')
      return [Uint8Array.of(body.length >> 8, body.length & 255), body]
    }),
  )
}

/** Reads an entry bundle; throws `tile-invalid`. */
export function parseEntryBundle(bytes: Uint8Array): Uint8Array[] {
  const bodies: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) throw tileInvalid()
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!
    if (end > bytes.length || bodies.length === TILE_WIDTH) throw tileInvalid()
    bodies.push(bytes.slice(at + 2, end))
    at = end
  }
  return bodies
}

/** Groups of three digits, all but the last behind an x: 1234067 is `x001/x234/067`. */
function encodeIndex(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
}

function encodeWidth(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`
}

function parseNumbered(path: string): EntryBundle {
  const [, groups, partial] = /^((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? []
  const index = Number((groups ?? 'x').replaceAll(/[x/]/g, '') || Number.NaN)
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  const isPath =
    Number.isSafeInteger(index) &&
    width >= 1 &&
    width <= TILE_WIDTH &&
    `${encodeIndex(index)}${encodeWidth(width)}` === path
  if (!isPath) throw tileInvalid()
  return { index, width }
}

function tileInvalid(): ProtocolError {
  return new ProtocolError('tile-invalid', 'not a tile of the log')
}

import type { EntryBundle, Tile } from '../protocol/tlog/tile.ts'
import { TILE_WIDTH } from '../protocol/tlog/tile.ts'

/**
 * Where one log (of one year) is read from: a gateway, a mirrored folder, an archive. Attacker-controlled: what it gives is
 * verified by whoever asked. Rejects when it cannot be reached; undefined when it says that there is no such thing.
 */
export interface LogSource {
  /** The newest checkpoint, as a signed note. */
  readonly checkpoint: () => Promise<string | undefined>
  readonly tile: (tile: Tile) => Promise<Uint8Array | undefined>
  readonly entries: (bundle: EntryBundle) => Promise<Uint8Array | undefined>
  /** The note of the final checkpoint of the log before this one, which this log's first record names. */
  readonly opened: () => Promise<string | undefined>
}

/** The tile of this width. A source may keep only the full tile once there is one (c2sp.org/tlog-tiles, "Partial tiles"). */
export async function readTile(source: LogSource, tile: Tile): Promise<Uint8Array | undefined> {
  const bytes = await source.tile(tile)
  if (bytes !== undefined || tile.width === TILE_WIDTH) return bytes
  const full = await source.tile({ ...tile, width: TILE_WIDTH })
  return full?.subarray(0, tile.width * 32)
}

/** The bundle of at least this width; a source may keep only the full one. */
export async function readEntries(
  source: LogSource,
  bundle: EntryBundle,
): Promise<Uint8Array | undefined> {
  const bytes = await source.entries(bundle)
  if (bytes !== undefined || bundle.width === TILE_WIDTH) return bytes
  return source.entries({ ...bundle, width: TILE_WIDTH })
}

import type { VerifiedBundle } from '../client/log-audit.ts'
import { parseLeaf } from '../protocol/record.ts'
import { TILE_WIDTH } from '../protocol/tlog/tile.ts'

/** A web client that was served from then on, as the log has it. */
export interface RecordedBundle {
  readonly origin: string
  /** In the tree of its year. */
  readonly index: number
  readonly at: string
  /** SHA-256 of its `bundle.json`. */
  readonly digest: string
}

const EVENT = 'web-bundle'

/** The records of web clients among records that were verified. */
export function findRecordedBundles(
  { index, entries }: Pick<VerifiedBundle, 'index' | 'entries'>,
  origin: string,
): RecordedBundle[] {
  return entries.flatMap((entry, i) => {
    // There are few of them among a million.
    if (!Buffer.from(entry.buffer, entry.byteOffset, entry.length).includes(`"ev":"${EVENT}"`))
      return []
    const leaf = parseLeaf(entry)
    if (!('ev' in leaf) || leaf.ev !== EVENT) return []
    return [{ origin, index: index * TILE_WIDTH + i, at: leaf.ts, digest: leaf.digest }]
  })
}

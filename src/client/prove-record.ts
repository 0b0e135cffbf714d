import { equalBytes } from '../protocol/bytes.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import { TILE_WIDTH, tileWidthAt } from '../protocol/tlog/tile.ts'
import type { TlogProof } from '../protocol/tlog/tlog-proof.ts'
import { hashBundle } from '../protocol/tlog/verify-bundle.ts'
import { LogFaultFound } from './log-fault.ts'
import { readEntries } from './log-source.ts'
import { LogTiles } from './log-tiles.ts'
import type { LogYear } from './log-years.ts'

/** A record's leaf with its proof. */
export interface ProvenRecord extends TlogProof {
  readonly leaf: Uint8Array
}

/**
 * Makes a receipt of the log itself, from its tiles: under the checkpoint that the witnesses have cosigned if one was asked for. What it
 * is made of is verified. Throws LogFaultFound; RangeError if the log does not have so many records.
 */
export async function proveRecord(year: LogYear, index: number): Promise<ProvenRecord> {
  const { checkpoint: proven, note } = year.cosigned ?? year
  const { origin, size } = proven
  if (!(index < size)) throw new RangeError('the log has no such record')
  const fail = (code: 'log-incomplete' | 'log-record-altered') =>
    new LogFaultFound({ code, origin, index })
  // The newest tree has all tiles; of an earlier one the edges may be gone.
  const tiles = await LogTiles.open(year.checkpoint, year.source, () => {})
  await tiles.verifyPrefix(proven)
  const bundle = Math.floor(index / TILE_WIDTH)
  const width = tileWidthAt(year.checkpoint.size, 0, bundle)
  const bytes = await readEntries(year.source, { index: bundle, width })
  if (bytes === undefined) throw fail('log-incomplete')
  const at = index % TILE_WIDTH
  const leaf = hashBundle(bytes).entries[at]?.slice()
  const tile = await tiles.tile(0, bundle)
  if (leaf === undefined || tile === undefined) throw fail('log-incomplete')
  if (!equalBytes(leafHash(leaf), tile.subarray(at * 32, (at + 1) * 32)))
    throw fail('log-record-altered')
  return { index, proof: await tiles.inclusionOf(index, size), checkpoint: note, leaf }
}

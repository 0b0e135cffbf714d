import { encodeErased, parseLeaf } from '../protocol/record.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Db } from '../storage/db.ts'
import { listErasures } from '../storage/erasures.ts'
import { listEntryBodies } from '../storage/tiles.ts'
import { GatewayError } from './errors.ts'

/**
 * The position up to which it is erased who acted: what was erased is a beginning of the log. Throws GatewayError `record-missing` for
 * an erasure that the log has no record of: whoever writes one into the database alone takes nothing out of a queue.
 */
export async function loadErasedEnd(db: Db): Promise<number> {
  let end = 0
  for (const { position, what, from, to } of await listErasures(db)) {
    const [bytes] = await listEntryBodies(db, position, position + 1)
    const leaf = bytes && parseLeaf(bytes)
    const digest = digestOf(encodeErased({ what, from, to }))
    const isRecorded =
      leaf && 'digest' in leaf && leaf.ev === 'content.erased' && leaf.digest === digest
    if (!isRecorded)
      throw new GatewayError('record-missing', 'an erasure is not the one that was recorded')
    end = Math.max(end, to)
  }
  return end
}

/**
 * What every record of a log must keep to, besides being in the tree: the tree proves what was logged, not that it should have been.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { parseLeaf } from '../protocol/record.ts'
import type { OpenLeaf } from '../protocol/record.ts'
import { parseTime } from '../protocol/time.ts'
import { LOG_OPENED } from '../protocol/tlog/log-year.ts'
import { LogIds } from './log-ids.ts'

/** A rule that a record broke: our own name for it, or the code of the format that it is not. */
export type RecordRule =
  | 'id-repeated'
  | 'opened-again'
  | 'time-after-cosignature'
  | 'time-backwards'
  | 'year-wrong'
  | ProtocolError['code']

/**
 * A closed leaf exactly as `writeClosedLeaf` writes it. Nearly all of a log is such, and reading them as JSON would take most of the
 * time that verifying takes; whatever is not, the strict reader judges.
 */
const CLOSED =
  /^\{"v":1,"id":"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})","c":"[\w-]{42}[AEIMQUYcgkosw048]"\}$/

/** What witnesses had seen, and when: no record among the first `size` can be of a later time. */
export interface SeenByWitnesses {
  readonly size: number
  /** ms since 1970. */
  readonly at: number
}

/** How far a gateway's clock may be ahead of a witness's, in ms: what its database allows it to be ahead. */
const AHEAD = 60_000

/** Checks the records of one year's log in their order. */
export class RecordRules {
  readonly #year: number | undefined
  readonly #seen: SeenByWitnesses | undefined
  readonly #ids = new LogIds()
  /** Time of the newest open record, ms since 1970. Closed ones keep theirs to themselves. */
  #newest = 0

  /** Without a year the records may be of any, and without witnesses of any time. */
  constructor(year?: number, seen?: SeenByWitnesses) {
    this.#year = year
    this.#seen = seen
  }

  /** The rule that the record at this index breaks, if it does. */
  findBroken(entry: Uint8Array, index: number): RecordRule | undefined {
    try {
      const closed = CLOSED.exec(parseUtf8(entry))
      if (closed !== null) return this.#findRepeated(closed[1]!)
      const leaf = parseLeaf(entry)
      const repeated = this.#findRepeated(leaf.id)
      return repeated ?? ('c' in leaf ? undefined : this.#findBrokenOpen(leaf, index))
    } catch (error) {
      if (error instanceof ProtocolError) return error.code
      throw error
    }
  }

  #findRepeated(id: string): RecordRule | undefined {
    return this.#ids.add(id) ? undefined : 'id-repeated'
  }

  #findBrokenOpen({ ts, ev }: OpenLeaf, index: number): RecordRule | undefined {
    const at = parseTime(ts)
    if (at < this.#newest) return 'time-backwards'
    this.#newest = at
    if (this.#year !== undefined && new Date(at).getUTCFullYear() !== this.#year)
      return 'year-wrong'
    const seen = this.#seen
    if (seen !== undefined && index < seen.size && at > seen.at + AHEAD)
      return 'time-after-cosignature'
    return ev === LOG_OPENED && index > 0 ? 'opened-again' : undefined
  }
}

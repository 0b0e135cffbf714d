import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Urgency } from '../protocol/vocabulary.ts'
import type { Db } from './db.ts'
import { StorageError } from './errors.ts'

/**
 * Where a disclosure stands. `refused` by its countersigner; `cancelled`: withdrawn before release; `recalled`: withdrawn
 * before the reading agency had opened it (before anybody had, for its author); `withdrawn-late`: after.
 */
export type DisclosureState =
  'held' | 'released' | 'refused' | 'cancelled' | 'recalled' | 'withdrawn-late'

/** A disclosure that was accepted. Of a denied one only the answer is kept: see `findStoredAnswer`. */
export interface StoredDisclosure {
  readonly id: Uuid
  readonly state: DisclosureState
  /** The compact JWS. */
  readonly manifest: string
  /** The last one that was made: at release if it is released. */
  readonly decision: { readonly digest: Digest; readonly bytes: Uint8Array }
  /** Digest of the policy set under which the author checked. */
  readonly policySet: Digest
  readonly from: { readonly agency: string; readonly function: string; readonly member: Uuid }
  readonly decisionFunction?: string
  readonly to: readonly string[]
  readonly case: string
  readonly type: string
  readonly urgency: Urgency
  readonly inReplyTo?: Uuid
  /** When it was recorded. */
  readonly at: Time
  readonly releasedAt?: Time
  readonly respondBy?: Time
  /** When its sealed bytes were deleted. */
  readonly expiredAt?: Time
  /** Index of the record that accepted it. */
  readonly recorded: number
}

interface DisclosureRow {
  readonly id: string
  readonly state: DisclosureState
  readonly manifest: Uint8Array
  readonly decision: string
  readonly decision_bytes: Uint8Array
  readonly policy_set: string
  readonly agency: string
  readonly function: string
  readonly member: string
  readonly decision_function: string | null
  readonly receivers: string[]
  readonly case_ref: string
  readonly type: string
  readonly urgency: Urgency
  readonly in_reply_to: string | null
  readonly at: Date
  readonly released_at: Date | null
  readonly respond_by: Date | null
  readonly expired_at: Date | null
  readonly recorded: string
}

/** Finds a disclosure that the agency is party to: as author, or as receiver once it is released. */
export async function findDisclosure(
  db: Db,
  agency: string,
  id: string,
): Promise<StoredDisclosure | undefined> {
  const [row] = await db<DisclosureRow[]>`
    select *
      from facts.find_disclosure(${agency}, ${id})
  `
  return row && fromRow(row)
}

function fromRow(row: DisclosureRow): StoredDisclosure {
  return {
    id: row.id,
    state: row.state,
    manifest: parseUtf8(row.manifest),
    decision: { digest: row.decision, bytes: row.decision_bytes },
    policySet: row.policy_set,
    from: { agency: row.agency, function: row.function, member: row.member },
    ...(row.decision_function !== null && { decisionFunction: row.decision_function }),
    to: row.receivers,
    case: row.case_ref,
    type: row.type,
    urgency: row.urgency,
    ...(row.in_reply_to !== null && { inReplyTo: row.in_reply_to }),
    at: encodeTime(row.at.getTime()),
    ...(row.released_at && { releasedAt: encodeTime(row.released_at.getTime()) }),
    ...(row.respond_by && { respondBy: encodeTime(row.respond_by.getTime()) }),
    ...(row.expired_at && { expiredAt: encodeTime(row.expired_at.getTime()) }),
    recorded: Number(row.recorded),
  }
}

/** The sealed bytes as they were sent. Throws `not-found` for who is not party to it, and `content-expired`. */
export async function loadSubmission(db: Db, agency: string, id: string): Promise<Uint8Array> {
  const [row] = await db<{ bytes: Uint8Array | null }[]>`
    select bytes
      from facts.load_submission(${agency}, ${id})
  `
  if (row === undefined) throw new StorageError('not-found', 'there is no such submission')
  if (row.bytes === null) throw new StorageError('content-expired', 'the sealed bytes are deleted')
  return row.bytes
}

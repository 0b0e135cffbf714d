import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { Purpose, Use } from '../vocabulary.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'

/**
 * A member's statement that content of a disclosure left the program that showed it: printed, copied, or written to a file. The
 * program signs it before it lets the content out.
 */
export interface UseStatement {
  readonly v: 1
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly what: Use
  /** Ids of those whose content it was. */
  readonly parts: readonly string[]
  readonly purpose: Purpose
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, and `time-invalid` on an impossible day. */
export function verifyUsePayload({ agency, function: id, at }: UseStatement): void {
  verifyOwnFunction(agency, id)
  parseTime(at)
}

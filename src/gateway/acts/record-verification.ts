import type { Appended } from '../../audit/write-item.ts'
import type { Actor } from '../actor.ts'
import type { Gate } from '../gate.ts'

/** What a member's own program says of a verification that it has made. */
export interface VerificationRun {
  readonly actor: Actor
  /** Entries that were verified, from the first. */
  readonly size: number
  /** `verified`, or the code of what was found. */
  readonly outcome: string
}

/**
 * Records that a member's program has verified the log, and what it found. The gateway cannot see that it did; but who says that
 * something is wrong has said so where the gateway cannot take it back.
 */
export async function recordVerification(
  { writer }: Pick<Gate, 'writer'>,
  { actor, size, outcome }: VerificationRun,
): Promise<Appended> {
  return writer.append({
    kind: 'event',
    event: 'log.verified',
    agency: actor.agency,
    actor: actor.member,
    code: outcome,
    counts: { size },
  })
}

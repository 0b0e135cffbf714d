/**
 * What the table of kinds says of a statement at hand: who signs it, when it was made, whether it holds.
 *
 * @module
 */
import { ProtocolError } from './errors.ts'
import type { AnyStatement } from './statement.ts'
import { STATEMENT_KINDS } from './statement-kinds.ts'
import type {
  KindSignedBy,
  StatementDuration,
  StatementKind,
  StatementPayloads,
  StatementSigner,
} from './statement-kinds.ts'
import { parseTime } from './time.ts'
import { CLOCK_TOLERANCE } from './validity.ts'

/** A statement of any kind that this signer signs. */
export type StatementBy<S extends StatementSigner> = Extract<
  AnyStatement,
  { readonly kind: KindSignedBy<S> }
>

/** Whether the row of a statement's kind names this signer; who really signed is for the signer's verification to check. */
export function isSignedBy<S extends StatementSigner>(
  statement: AnyStatement,
  signer: S,
): statement is StatementBy<S> {
  return STATEMENT_KINDS[statement.kind].signedBy === signer
}

/** When a statement says that it was made (ms), by its maker's clock; undefined for a kind that does not say. */
export function madeAt({ kind, payload }: AnyStatement): number | undefined {
  const { madeAt: stated } = durationOf(kind)
  return stated && parseTime(stated(payload))
}

/** Checks that a statement is not dated ahead of our clock (ms); throws `statement-from-future`. */
export function verifyMade(statement: AnyStatement, now: number): void {
  if ((madeAt(statement) ?? now) > now + CLOCK_TOLERANCE)
    throw new ProtocolError('statement-from-future', 'the statement is dated ahead of our clock')
}

/** Whether what a payload of this kind says holds at a time (ms). The tolerance is for its maker's clock, not for what is agreed. */
export function standingAt<K extends StatementKind>(
  kind: K,
  payload: StatementPayloads[K],
  at: number,
): 'not-yet' | 'holds' | 'ended' {
  const { madeAt: stated, from, until } = durationOf(kind)
  if (stated && at < parseTime(stated(payload)) - CLOCK_TOLERANCE) return 'not-yet'
  if (from && at < parseTime(from(payload))) return 'not-yet'
  return until && at >= parseTime(until(payload)) ? 'ended' : 'holds'
}

/** A row reads payloads of its own kind; which kind that is, is known at run time only. */
function durationOf(kind: StatementKind): StatementDuration<StatementPayloads[StatementKind]> {
  return STATEMENT_KINDS[kind].holds as StatementDuration<StatementPayloads[StatementKind]>
}

/** Why the database refused an item when it checked it again under the log's lock. */
export type RefusalCode =
  | 'agency-has-approved'
  | 'agreement-not-in-force'
  | 'already-active'
  | 'already-decided'
  | 'already-recorded'
  | 'already-taken'
  | 'already-withdrawn'
  | 'answer-unknown'
  | 'approver-is-proposer'
  | 'case-exists'
  | 'case-type-differs'
  | 'case-unknown'
  | 'content-expired'
  | 'countersignature-expired'
  | 'countersigner-is-author'
  | 'credential-revoked'
  | 'id-conflict'
  | 'id-spent'
  | 'key-in-use'
  | 'key-retired'
  | 'not-expired'
  | 'not-held'
  | 'not-opened'
  | 'not-released'
  | 'policy-date-passed'
  | 'policy-not-approved'
  | 'policy-not-due'
  | 'policy-set-active'
  | 'policy-set-changed'
  | 'proposal-closed'
  | 'proposal-unknown'
  | 'recalled'
  | 'root-not-next'
  | 'root-unknown'
  | 'roster-not-next'
  | 'verdicts-changed'

/**
 * Every stable code of the log's writing side. A refusal code means: refused, and the refusal is recorded (but for those that
 * `refusalOf` leaves out). `queue-full`,
 * `log-stopped` and `read-only` (the database is full or takes no writes) mean: nothing was recorded. `write-refused`: the database could not take this item, and says why in
 * `cause`. `outcome-unknown`: the database cannot be reached and nobody can tell yet whether the item is recorded; the
 * sender repeats it with the same id. `log-fork` and `log-invalid` are fatal: the stored log is not the one that this
 * process wrote or that its key signed; so is `witness-ahead`: a witness has cosigned more of the log than is stored, or
 * another history. `quorum-silent`: too few witnesses could be asked at start. `witness-state-…` is about a witness's own memory.
 */
export type AuditErrorCode =
  | RefusalCode
  | 'detail-invalid'
  | 'log-fork'
  | 'log-invalid'
  | 'log-stopped'
  | 'outcome-unknown'
  | 'queue-full'
  | 'read-only'
  | 'quorum-silent'
  | 'witness-ahead'
  | 'witness-state-exists'
  | 'witness-state-failing'
  | 'witness-state-in-use'
  | 'witness-state-invalid'
  | 'witness-state-missing'
  | 'witness-state-of-another'
  | 'write-refused'

/** Thrown when something is not recorded. The message is constant. Misuse by our own callers is a TypeError. */
export class AuditError extends Error {
  override readonly name = 'AuditError'
  readonly code: AuditErrorCode

  constructor(code: AuditErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

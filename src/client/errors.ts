import type { Problem } from './problem.ts'

/** Every stable code that the client itself throws; a refusal by a gateway carries the gateway's own code. */
export type ClientErrorCode =
  | 'acceptance-not-proven'
  | 'agency-not-pinned'
  | 'agreement-missing'
  | 'answer-invalid'
  | 'author-unknown'
  | 'colleague-unknown'
  | 'conflict-of-interest'
  | 'countersignature-missing'
  | 'credential-unsuitable'
  | 'decision-mismatch'
  | 'device-unknown'
  | 'draft-invalid'
  | 'draft-unreadable'
  | 'export-altered'
  | 'fingerprint-wrong'
  | 'function-unknown'
  | 'gateway-refused'
  | 'gateway-unreachable'
  | 'gateway-not-pinned'
  | 'guard-hits'
  | 'handover-invalid'
  | 'history-out-of-order'
  | 'introduction-invalid'
  | 'introduction-missing'
  | 'introduction-of-another'
  | 'kept-invalid'
  | 'key-file-invalid'
  | 'key-file-of-another'
  | 'key-file-open-failed'
  | 'key-file-too-costly'
  | 'key-file-too-weak'
  | 'keyring-not-ours'
  | 'law-not-approved'
  | 'law-not-yet'
  | 'law-older'
  | 'locked'
  | 'log-forked'
  | 'log-key-wrong'
  | 'log-not-cosigned'
  | 'log-origin-wrong'
  | 'log-rolled-back'
  | 'log-year-ahead'
  | 'log-year-over'
  | 'message-type-unknown'
  | 'message-untrustworthy'
  | 'node-key-wrong'
  | 'not-ready'
  | 'note-unreadable'
  | 'passphrase-too-short'
  | 'policy-denied-here'
  | 'receiver-unknown'
  | 'recovery-code-wrong'
  | 'roster-expired'
  | 'roster-not-logged'
  | 'roster-rolled-back'
  | 'token-refused'
  | 'vault-changed'
  | 'vault-invalid'
  | 'vault-missing'
  | 'vault-of-another'
  | 'vault-open-failed'
  | 'vault-rolled-back'
  | 'vault-slot-missing'
  | 'web-not-logged'
  | 'web-served-altered'

/** Places in a document or a draft that a person must correct: a JSON Pointer and the name of the rule, never the value. */
export interface Place {
  readonly pointer: string
  readonly rule: string
}

interface ClientErrorOptions extends ErrorOptions {
  readonly places?: readonly Place[]
  readonly problem?: Problem
}

/**
 * Thrown for what came from outside (files, gateways, other agencies) and for what a gateway refused.
 *
 * `code` is stable. For a refusal that the gateway explained it is the gateway's code, and `problem` is the whole
 * answer, with what to do in Swedish and English. Messages are constant and hold no input values. Misuse by our own
 * callers is a TypeError.
 */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: string
  readonly places: readonly Place[]
  readonly problem: Problem | undefined

  constructor(code: ClientErrorCode, message: string, options: ClientErrorOptions = {}) {
    super(message, options)
    this.code = options.problem?.code ?? code
    this.places = options.places ?? []
    this.problem = options.problem
  }
}

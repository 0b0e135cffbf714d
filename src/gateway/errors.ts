/** Every stable code that the gateway itself refuses with. Codes of the other folders pass through unchanged. */
export type GatewayErrorCode =
  | 'agreement-missing'
  | 'already-decided'
  | 'already-taken'
  | 'answer-unfit'
  | 'approver-is-requester'
  | 'assurance-too-low'
  | 'body-too-large'
  | 'clock-skew'
  | 'content-type-refused'
  | 'cross-site-refused'
  | 'day-not-over'
  | 'decision-changed'
  | 'draft-changed'
  | 'draft-gone'
  | 'drafts-full'
  | 'enrolment-of-another'
  | 'ground-not-in-force'
  | 'internal'
  | 'issuer-unreachable'
  | 'keyring-missing'
  | 'keyring-surplus'
  | 'keyring-wrong-reader'
  | 'member-unknown'
  | 'message-type-unknown'
  | 'nobody-left'
  | 'not-found'
  | 'not-held'
  | 'not-opened'
  | 'notes-full'
  | 'part-missing'
  | 'part-surplus'
  | 'plaintext-refused'
  | 'policy-denied'
  | 'policy-pack-refused'
  | 'policy-set-unknown'
  | 'rate-limited'
  | 'read-only'
  | 'receipt-mismatch'
  | 'record-missing'
  | 'request-invalid'
  | 'roster-missing'
  | 'rule-erred'
  | 'session-ended'
  | 'session-idle'
  | 'session-over'
  | 'session-reused'
  | 'session-revoked'
  | 'sign-in-late'
  | 'sign-in-of-another'
  | 'sign-in-not-anew'
  | 'sign-in-refused'
  | 'sign-in-too-old'
  | 'sign-in-used'
  | 'signature-of-another-member'
  | 'statement-kind-refused'
  | 'token-expired'
  | 'token-missing'
  | 'token-of-another-member'
  | 'token-refused'
  | 'vault-changed'
  | 'vault-changed-often'
  | 'witness-missing'

/** What a refusal may tell besides its code; identifiers and constants only, never an input value. */
export interface RefusalDetails {
  /** The policy decision behind `policy-denied`: conditions met, failed and unanswered. */
  readonly decision?: unknown
  /** The same decision ready to be told, with what else would do and what could go at once. */
  readonly explanation?: unknown
  /** Where the refusal itself stands in the log, with the proof; set when it was recorded before it was told. */
  readonly recorded?: unknown
  /** The member who already took a disclosure over, told to the second taker of the same function. */
  readonly takenBy?: { readonly member: string | null; readonly at: string }
  /** How surely the function's agency wants its members to have signed in: any one of `levels`; and how this one has. */
  readonly assurance?: {
    readonly function: string
    readonly levels: readonly string[]
    readonly used: string | null
  }
  /** Where in the request the fault lies: a part id, a function id or a JSON pointer; never a value. */
  readonly where?: string
  /** The rule, fact or crime that is unknown, or what to cite instead of a section that was repealed; never a value. */
  readonly named?: string
  /** Seconds after which the same request may be tried again (HTTP Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfter?: number
}

/** A request that the gateway refuses. The message is constant text; what a person reads comes from the problem table. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  readonly details: RefusalDetails

  constructor(
    code: GatewayErrorCode,
    message: string,
    options: ErrorOptions & RefusalDetails = {},
  ) {
    super(message, options)
    this.code = code
    const { cause: _, ...details } = options
    this.details = details
  }
}

/**
 * Every stable code that the protocol library throws. A code is part of the interface: callers branch on it, gateways
 * translate it, vectors expect it. Alphabetic.
 */
export type ProtocolErrorCode =
  | 'base64url-invalid'
  | 'case-reference-invalid'
  | 'digest-invalid'
  | 'hpke-open-failed'
  | 'json-duplicate-member'
  | 'json-invalid'
  | 'json-member-refused'
  | 'json-number-refused'
  | 'json-surrogate-refused'
  | 'json-too-deep'
  | 'jws-algorithm-refused'
  | 'jws-header-refused'
  | 'jws-kid-mismatch'
  | 'jws-kid-repeated'
  | 'jws-not-canonical'
  | 'jws-signature-invalid'
  | 'jws-typ-wrong'
  | 'key-invalid'
  | 'key-small-order'
  | 'keyring-digest-mismatch'
  | 'keyring-open-failed'
  | 'padding-invalid'
  | 'part-commitment-mismatch'
  | 'part-digest-mismatch'
  | 'part-open-failed'
  | 'part-size-mismatch'
  | 'submission-invalid'
  | 'time-invalid'
  | 'utf8-invalid'
  | 'uuid-invalid'

/**
 * Thrown for input that came from outside: a text, a key, a ciphertext that is not what it must be. The message is
 * constant and never repeats the input. Misuse by our own callers is a TypeError.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

import type { AnswerReader } from './answer-reader.ts'

/** What members have signed about a message, as the gateway shows it (compact JWS): not verified. */
export interface SignedTexts {
  readonly manifest?: string
  readonly openRequests: readonly string[]
  readonly receipts: readonly string[]
  readonly withdrawals: readonly string[]
}

/** Something that a gateway tells of a message, with what it is to be held against. */
export type Claimed<T> = T & { readonly signed: SignedTexts }

/** Reads what members have signed about a message. Throws ClientError `answer-invalid`. */
export function readSigned(signed: AnswerReader): SignedTexts {
  return {
    ...signed.those(['manifest'], 'text'),
    openRequests: signed.texts('openRequests'),
    receipts: signed.texts('receipts'),
    withdrawals: signed.texts('withdrawals'),
  }
}

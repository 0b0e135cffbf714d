/**
 * A reviewer's comment: free text about a colleague, for the eyes of the function that the reviewer acts in.
 *
 *     sealed = enc ‖ ciphertext         HPKE base mode (RFC 9180), see hpke.ts
 *     info   = "sluss/review-comment/v1" ‖ 00 ‖ record id ‖ 00 ‖ reader kid
 *     text   = UTF-8, padded
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from './base64url.ts'
import { concatBytes, encodeUtf8, parseUtf8 } from './bytes.ts'
import { ENCAPSULATED_KEY_SIZE, openBase, sealBase } from './hpke.ts'
import { pad, unpad } from './padding.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'
import type { SealingKey, SealingPublicKey } from './sealing-key.ts'
import type { SealedComment } from './statements/review.ts'
import type { Uuid } from './uuid.ts'

/** Three sentences fit below the floor. */
const COMMENT_SIZE_FLOOR = 512

const NO_AAD = new Uint8Array(0)

/** Seals a comment on a record to a function. */
export function sealComment(
  {
    record,
    reader,
    text,
  }: { readonly record: Uuid; readonly reader: SealingPublicKey; readonly text: string },
  random: RandomBytes = randomBytes,
): SealedComment {
  const { enc, ciphertext } = sealBase(
    {
      recipient: reader,
      info: commentInfo(record, reader),
      aad: NO_AAD,
      plaintext: pad(encodeUtf8(text), COMMENT_SIZE_FLOOR),
    },
    random,
  )
  return { kid: reader.kid, sealed: encodeBase64url(concatBytes(enc, ciphertext)) }
}

/** The text of a comment; throws `hpke-open-failed`, `padding-invalid`, or as `parseUtf8`. */
export function openComment({
  record,
  reader,
  comment,
}: {
  readonly record: Uuid
  readonly reader: SealingKey
  readonly comment: SealedComment
}): string {
  const bytes = parseBase64url(comment.sealed)
  const padded = openBase({
    recipient: reader,
    info: commentInfo(record, reader),
    aad: NO_AAD,
    enc: bytes.subarray(0, ENCAPSULATED_KEY_SIZE),
    ciphertext: bytes.subarray(ENCAPSULATED_KEY_SIZE),
  })
  return parseUtf8(unpad(padded, COMMENT_SIZE_FLOOR))
}

function commentInfo(record: Uuid, reader: SealingPublicKey): Uint8Array {
  return encodeUtf8(`sluss/review-comment/v1\0${record}\0${reader.kid}`)
}

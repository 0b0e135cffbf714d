/**
 * base64url without padding (RFC 4648 §5), strictly decoded.
 *
 * Lenient decoders skip foreign characters and drop unused bits, so that several texts mean the same bytes. Here one text
 * means one byte string and the other way round, so a text can be compared, hashed and signed in place of its bytes.
 *
 * @module
 */
import { readBase64url, writeBase64url } from '#primitives'
import { ProtocolError } from './errors.ts'

/** Encodes bytes as base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return writeBase64url(bytes)
}

/** Decodes base64url; throws `base64url-invalid` on anything that `encodeBase64url` would not have produced. */
export function parseBase64url(text: string): Uint8Array {
  const bytes = readBase64url(text)
  if (bytes === undefined)
    throw new ProtocolError('base64url-invalid', 'not base64url in its one spelling')
  return bytes
}

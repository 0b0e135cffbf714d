import { parseUtf8 } from '../../protocol/bytes.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { parseGeneralJwsUnsafe } from '../../protocol/general-jws.ts'
import { parseJwsUnsafe } from '../../protocol/jws.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Digest } from '../../protocol/sha256.ts'

/** Whether this is the text that the digest names: of a signed one the digest is its payload's, of any other its own. */
export function isTextOf(text: Uint8Array, digest: Digest): boolean {
  return digestOf(text) === digest || findPayloadDigest(text) === digest
}

function findPayloadDigest(text: Uint8Array): Digest | undefined {
  try {
    const signed = parseUtf8(text)
    return signed.startsWith('{')
      ? parseGeneralJwsUnsafe(signed).digest
      : parseJwsUnsafe(signed).digest
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

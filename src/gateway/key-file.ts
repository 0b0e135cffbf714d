import { parseBase64url } from '../protocol/base64url.ts'
import { signingKeyFromSeed } from '../protocol/signing-key.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { RECORD_KEY_SIZE } from '../audit/record-key.ts'
import { ConfigError } from './config-error.ts'

/** Reads a node's key file: the 32-byte Ed25519 seed in base64url on one line. Throws ConfigError, without the text. */
export function parseSigningSeed(text: string): SigningKey {
  try {
    return signingKeyFromSeed(parseBase64url(text.trim()))
  } catch {
    throw new ConfigError('the file does not hold a 32-byte seed in base64url.')
  }
}

/** Reads a record key file: 32 bytes in base64url on one line. Throws ConfigError, without the text. */
export function parseRecordKey(text: string): Uint8Array {
  const key = findBytes(text.trim())
  if (key?.length !== RECORD_KEY_SIZE)
    throw new ConfigError('the file does not hold a key of 32 bytes in base64url.')
  return key
}

function findBytes(text: string): Uint8Array | undefined {
  try {
    return parseBase64url(text)
  } catch {
    return undefined
  }
}

import { parseBase64url } from './base64url.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject } from './json.ts'

/**
 * The bytes of a public key in a JSON Web Key (RFC 7517 §4) from outside: it has these members with these values, the member
 * that holds the key, and no other. Throws `key-invalid`.
 */
export function parseJwkBytes(
  jwk: unknown,
  fixed: Readonly<Record<string, string>>,
  member: string,
): Uint8Array {
  const names = Object.keys(fixed)
  if (!isJsonObject(jwk) || Object.keys(jwk).length !== names.length + 1) throw keyInvalid()
  const text = jwk[member]
  if (typeof text !== 'string' || names.some((name) => jwk[name] !== fixed[name]))
    throw keyInvalid()
  try {
    return parseBase64url(text)
  } catch {
    throw keyInvalid()
  }
}

/** The error for what is no key, or none that may be used. */
export function keyInvalid(): ProtocolError {
  return new ProtocolError('key-invalid', 'not a key of this kind')
}

/**
 * JSON Web Signature in compact form (RFC 7515 §7.1), narrowed to one algorithm and one spelling.
 *
 * JWS libraries accept altered trailing bits, padding and white space in a signature and repeated members in a header, so
 * that many texts carry the same signed payload. Here a text is accepted only if `signJws` would have written it, and a
 * signed thing is identified by the digest of its payload, never by its text.
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import type { JsonValue } from './json.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'
import { isValidSignature, sign } from './signing-key.ts'
import type { SigningKey, SigningPublicKey } from './signing-key.ts'

/** The protected header of every signature: `alg` is always `Ed25519` (RFC 9864 §2.2). */
export interface JwsHeader {
  readonly typ: string
  readonly kid: string
}

/** One signature as read, by the key that calls itself `kid`. */
export interface JwsSignature {
  readonly kid: string
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
}

/** A compact JWS in canonical form, as read. */
export interface ParsedJws extends JwsHeader, JwsSignature {
  readonly payload: Uint8Array
  /** SHA-256 of the payload: the identity of what is signed. */
  readonly digest: Digest
}

// Explicit typing (RFC 8725 §3.11); characters that JSON writes without escapes.
const TYP = /^[a-z0-9][a-z0-9.+-]{0,63}$/

/** The one spelling of a header. A thumbprint has 32 bytes: the last of its 43 symbols carries four bits and two zeros. */
const CANONICAL_HEADER =
  /^\{"alg":"Ed25519","kid":"([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])","typ":"([a-z0-9][a-z0-9.+-]{0,63})"\}$/

// Any byte beyond ASCII becomes a character that the pattern above does not have.
const ascii = new TextDecoder('latin1')

/** Signs a payload as this type of thing, in compact form. Throws TypeError on a `typ` that no header may have. */
export function signJws(typ: string, payload: Uint8Array, key: SigningKey): string {
  const signingInput = `${encodeJwsHeader({ typ, kid: key.kid })}.${encodeBase64url(payload)}`
  return `${signingInput}.${encodeBase64url(sign(encodeUtf8(signingInput), key))}`
}

/**
 * Reads a compact JWS without checking its signature: right only where the key is not known yet. Throws `jws-not-canonical`, `jws-algorithm-refused`, `jws-header-refused` or `jws-signature-invalid`.
 */
export function parseJwsUnsafe(compact: string): ParsedJws {
  const [header, payload, signature, surplus] = compact.split('.', 4)
  if (
    header === undefined ||
    payload === undefined ||
    signature === undefined ||
    surplus !== undefined
  )
    throw jwsNotCanonical()
  const { typ, kid } = parseJwsHeader(header)
  const payloadBytes = parseJwsPart(payload)
  return {
    typ,
    kid,
    payload: payloadBytes,
    digest: digestOf(payloadBytes),
    signingInput: encodeUtf8(compact.slice(0, header.length + 1 + payload.length)),
    signature: parseJwsSignature(signature),
  }
}

/**
 * Reads a compact JWS and checks that it is of this type and signed by this key. Throws as `parseJwsUnsafe`, and
 * `jws-typ-wrong`, `jws-kid-mismatch` or `jws-signature-invalid`.
 */
export function verifyJws(compact: string, typ: string, key: SigningPublicKey): ParsedJws {
  const parsed = parseJwsUnsafe(compact)
  verifyJwsHeader(parsed, typ, key)
  if (!isValidSignature(parsed.signature, parsed.signingInput, key)) throw jwsSignatureInvalid()
  return parsed
}

/** The base64url of a protected header: exactly these members in exactly this order. */
export function encodeJwsHeader({ typ, kid }: JwsHeader): string {
  if (!TYP.test(typ)) throw new TypeError('typ has characters that no header may have')
  return encodeBase64url(encodeUtf8(`{"alg":"Ed25519","kid":"${kid}","typ":"${typ}"}`))
}

/** Reads a protected header: an allow-list of one algorithm and three members (RFC 8725 §3.1). */
export function parseJwsHeader(text: string): JwsHeader {
  const bytes = parseJwsPart(text)
  const [, kid, typ] = CANONICAL_HEADER.exec(ascii.decode(bytes)) ?? []
  if (kid === undefined || typ === undefined) throw headerError(bytes)
  return { typ, kid }
}

/** Why a header is not the canonical one. */
function headerError(bytes: Uint8Array): ProtocolError {
  const header = parseHeaderJson(bytes)
  if (!isJsonObject(header)) return headerRefused()
  const { alg, kid, typ, ...others } = header
  if (alg !== 'Ed25519')
    return new ProtocolError('jws-algorithm-refused', 'the signature algorithm is not Ed25519')
  // jwk, jku and x5u would let the sender bring a key; crit announces what we do not know (RFC 7515 §4.1.11).
  if (Object.keys(others).length > 0) return headerRefused()
  const inOurForm = CANONICAL_HEADER.test(JSON.stringify({ alg, kid, typ }))
  return inOurForm ? jwsNotCanonical() : headerRefused()
}

/** Reads the signature of a JWS: 64 bytes (RFC 8032 §5.1.6). */
export function parseJwsSignature(text: string): Uint8Array {
  const signature = parseJwsPart(text)
  if (signature.length !== 64) throw jwsSignatureInvalid()
  return signature
}

function verifyJwsHeader(header: JwsHeader, typ: string, key: SigningPublicKey): void {
  if (header.typ !== typ)
    throw new ProtocolError('jws-typ-wrong', 'signed as another type of thing')
  if (header.kid !== key.kid)
    throw new ProtocolError('jws-kid-mismatch', 'signed under the name of another key')
}

function parseHeaderJson(bytes: Uint8Array): JsonValue {
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw new ProtocolError('jws-header-refused', 'the header is not strict JSON', { cause })
  }
}

/** Reads the bytes of a header, payload or signature from their base64url; throws `jws-not-canonical`. */
export function parseJwsPart(text: string): Uint8Array {
  try {
    return parseBase64url(text)
  } catch (cause) {
    throw new ProtocolError('jws-not-canonical', 'the signed text is not in canonical form', {
      cause,
    })
  }
}

function headerRefused(): ProtocolError {
  return new ProtocolError(
    'jws-header-refused',
    'the header has other members than alg, kid and typ',
  )
}

/** The error for a signed text in any other spelling than ours. */
export function jwsNotCanonical(): ProtocolError {
  return new ProtocolError('jws-not-canonical', 'the signed text is not in canonical form')
}

/** The error for a signature that is wrong. */
export function jwsSignatureInvalid(): ProtocolError {
  return new ProtocolError(
    'jws-signature-invalid',
    'the signature is not by this key over this text',
  )
}

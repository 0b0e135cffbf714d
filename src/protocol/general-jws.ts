/**
 * JSON Web Signature with several signatures over one payload (RFC 7515 §7.2.1, general JSON serialization), narrowed to one
 * spelling: protected headers as in the compact form, signatures sorted by `kid`, each key once.
 *
 * @module
 */
import { encodeBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import type { JsonValue } from './json.ts'
import {
  encodeJwsHeader,
  jwsNotCanonical,
  parseJwsHeader,
  parseJwsPart,
  parseJwsSignature,
} from './jws.ts'
import type { JwsSignature } from './jws.ts'
import { hasRepetition } from './repetition.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'
import { sign } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

/** A general JWS in canonical form, as read. */
export interface ParsedGeneralJws {
  readonly typ: string
  readonly payload: Uint8Array
  /** SHA-256 of the payload: the identity of what is signed, whoever has signed so far. */
  readonly digest: Digest
  /** At least one, sorted by `kid`. */
  readonly signatures: readonly JwsSignature[]
}

/** Signs a payload with all these keys. Throws TypeError without keys, `jws-kid-repeated` if a key comes twice. */
export function encodeGeneralJws(
  typ: string,
  payload: Uint8Array,
  keys: readonly SigningKey[],
): string {
  if (keys.length === 0) throw new TypeError('at least one key must sign')
  return encodeText(
    typ,
    payload,
    keys.map((key) => signPayload(typ, payload, key)),
  )
}

/** Adds one more key's signature to a text whose other signatures are kept as they are, unchecked. */
export function addSignature(text: string, key: SigningKey): string {
  const { typ, payload, signatures } = parseGeneralJwsUnsafe(text)
  return encodeText(typ, payload, [...signatures, signPayload(typ, payload, key)])
}

/**
 * Reads a general JWS without checking its signatures: right only where the keys are not known yet. Throws
 * `jws-not-canonical`, `jws-algorithm-refused`, `jws-header-refused`, `jws-kid-repeated` or `jws-signature-invalid`.
 */
export function parseGeneralJwsUnsafe(text: string): ParsedGeneralJws {
  const { payload, signatures } = parseMembers(text)
  const entries = signatures.map(parseEntry)
  const { typ } = entries[0]!
  if (entries.some((entry) => entry.typ !== typ))
    throw new ProtocolError('jws-header-refused', 'the signatures are over different types')
  const bytes = parseJwsPart(payload)
  if (encodeText(typ, bytes, entries) !== text) throw jwsNotCanonical()
  return {
    typ,
    payload: bytes,
    digest: digestOf(bytes),
    signatures: entries.map(({ kid, header, signature }) => ({
      kid,
      signature,
      // Made when it is asked for: each holds the whole payload, and a stranger may send thousands of signatures.
      get signingInput() {
        return encodeUtf8(`${header}.${payload}`)
      },
    })),
  }
}

type KeyedSignature = Pick<JwsSignature, 'kid' | 'signature'>

function signPayload(typ: string, payload: Uint8Array, key: SigningKey): KeyedSignature {
  const signingInput = `${encodeJwsHeader({ typ, kid: key.kid })}.${encodeBase64url(payload)}`
  return { kid: key.kid, signature: sign(encodeUtf8(signingInput), key) }
}

function encodeText(
  typ: string,
  payload: Uint8Array,
  signatures: readonly KeyedSignature[],
): string {
  const sorted = [...signatures].sort((a, b) => (a.kid < b.kid ? -1 : 1))
  if (hasRepetition(sorted.map(({ kid }) => kid)))
    throw new ProtocolError('jws-kid-repeated', 'a key has signed twice')
  return JSON.stringify({
    payload: encodeBase64url(payload),
    signatures: sorted.map(({ kid, signature }) => ({
      protected: encodeJwsHeader({ typ, kid }),
      signature: encodeBase64url(signature),
    })),
  })
}

/** The members of the text; their names, order and surplus are settled by encoding again. */
function parseMembers(text: string): { payload: string; signatures: readonly JsonValue[] } {
  let value: JsonValue
  try {
    value = parseJson(encodeUtf8(text))
  } catch (cause) {
    throw new ProtocolError('jws-not-canonical', 'the signed text is not strict JSON', { cause })
  }
  if (!isJsonObject(value)) throw jwsNotCanonical()
  const { payload, signatures } = value
  if (typeof payload !== 'string' || !Array.isArray(signatures) || signatures.length === 0)
    throw jwsNotCanonical()
  return { payload, signatures }
}

function parseEntry(entry: JsonValue): KeyedSignature & { typ: string; header: string } {
  if (!isJsonObject(entry)) throw jwsNotCanonical()
  const { protected: header, signature } = entry
  if (typeof header !== 'string' || typeof signature !== 'string') throw jwsNotCanonical()
  return {
    ...parseJwsHeader(header),
    header,
    signature: parseJwsSignature(signature),
  }
}

/**
 * What a member signs once other secrets open the vault: that the gateway forgets every earlier text of it. A sign-in alone must not be
 * enough, as those texts are what is left when somebody has written over a vault. It names the text that stays, so that nothing is
 * forgotten but for a vault that its member has just opened, and it is bound to one gateway and a few minutes.
 *
 * @module
 */
import { encodeBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import { parseJwsUnsafe, signJws, verifyJws } from './jws.ts'
import { randomBytes } from './random.ts'
import { parseDigest } from './sha256.ts'
import type { Digest } from './sha256.ts'
import type { SigningKey, SigningPublicKey } from './signing-key.ts'
import { encodeTime, parseTime } from './time.ts'

/** What is asked. */
export interface ForgetVaults {
  readonly agency: string
  /** `kid` of the node's key: a request to one gateway is none to another. */
  readonly gateway: string
  /** Of the text that stays. */
  readonly vault: Digest
}

const TYP = 'sluss-forget-vaults+jws'

/** ms for which a request may be late, or a clock ahead. */
const WINDOW = 5 * 60_000

/** Signs a request, which is answered once; `now` in ms since 1970. */
export function signForgetVaults(
  { agency, gateway, vault }: ForgetVaults,
  member: SigningKey,
  now: number,
): string {
  const nonce = encodeBase64url(randomBytes(16))
  const payload = { v: 1, agency, gateway, at: encodeTime(now), nonce, vault }
  return signJws(TYP, encodeUtf8(JSON.stringify(payload)), member)
}

/**
 * Verifies a request, and returns the digest of the text that stays.
 *
 * @throws ProtocolError `forget-vaults-invalid` if it is none, none of these keys signed it, it is for another agency or gateway or of
 * another time
 */
export function verifyForgetVaults(
  text: string,
  expected: {
    readonly agency: string
    readonly gateway: string
    readonly keys: readonly SigningPublicKey[]
    readonly now: number
  },
): Digest {
  try {
    const { kid } = parseJwsUnsafe(text)
    const signer = expected.keys.find((key) => key.kid === kid)
    if (signer === undefined) throw new TypeError('signed by none of these keys')
    verifyJws(text, TYP, signer)
    const { agency, gateway, at, vault } = read(text)
    const isHere = agency === expected.agency && gateway === expected.gateway
    if (!isHere || Math.abs(at - expected.now) > WINDOW)
      throw new TypeError('for elsewhere, or of another time')
    return vault
  } catch (cause) {
    throw new ProtocolError('forget-vaults-invalid', 'not a member’s request', { cause })
  }
}

function read(text: string): ForgetVaults & { readonly at: number } {
  const value = parseJson(parseJwsUnsafe(text).payload)
  if (!isJsonObject(value) || value['v'] !== 1 || Object.keys(value).length !== 6)
    throw new TypeError('not a request')
  const { agency, gateway, at, nonce, vault } = value
  if (typeof agency !== 'string' || typeof gateway !== 'string' || typeof at !== 'string')
    throw new TypeError('not a request')
  if (typeof nonce !== 'string' || typeof vault !== 'string') throw new TypeError('not a request')
  return { agency, gateway, at: parseTime(at), vault: parseDigest(vault) }
}

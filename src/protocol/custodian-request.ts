/**
 * What a custodian asks of the gateway beside publishing: who wants to be admitted, and to leave something for one of them. There are no
 * tokens for custodians: the signature by a key of the agency's root is the authority, bound to one gateway and a few minutes.
 *
 * @module
 */
import { encodeBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import type { JsonObject } from './json.ts'
import { parseJwsUnsafe, signJws, verifyJws } from './jws.ts'
import { randomBytes } from './random.ts'
import type { SigningKey, SigningPublicKey } from './signing-key.ts'
import { encodeTime, parseTime } from './time.ts'

/** What is asked. */
export type CustodianAsk =
  /** Who wants to be admitted to the agency. */
  | { readonly ask: 'enrolments' }
  /** Leave this for whoever asked with the key `to`. */
  | {
      readonly ask: 'introduce'
      /** `kid` of the signing key of an enrolment. */
      readonly to: string
      readonly introduction: string
      /** As `sealFunctionKey` wrote them. */
      readonly handovers: readonly string[]
    }

/** A custodian's request. */
export interface CustodianRequest {
  readonly agency: string
  /** `kid` of the node's key: a request to one gateway is none to another. */
  readonly gateway: string
  readonly asked: CustodianAsk
}

const TYP = 'sluss-custodian-request+jws'

/** ms for which a request may be late, or a clock ahead. */
const WINDOW = 5 * 60_000

/** Signs a request, which is answered once; `now` in ms since 1970. */
export function signCustodianRequest(
  { agency, gateway, asked }: CustodianRequest,
  custodian: SigningKey,
  now: number,
): string {
  const nonce = encodeBase64url(randomBytes(16))
  const payload = { v: 1, agency, gateway, at: encodeTime(now), nonce, asked }
  return signJws(TYP, encodeUtf8(JSON.stringify(payload)), custodian)
}

/** The agency that a request is made for, as it says. Throws `custodian-request-invalid`. */
export function readRequestingAgency(text: string): string {
  return read(text).agency
}

/**
 * Verifies a request.
 *
 * @throws ProtocolError `custodian-request-invalid` if it is none, none of these custodians signed it, it is for another gateway or of
 * another time
 */
export function verifyCustodianRequest(
  text: string,
  {
    custodians,
    gateway,
    now,
  }: {
    readonly custodians: readonly SigningPublicKey[]
    readonly gateway: string
    readonly now: number
  },
): CustodianRequest {
  const request = read(text)
  const { kid } = parseJwsUnsafe(text)
  const signer = custodians.find((key) => key.kid === kid)
  if (signer === undefined) throw invalid()
  try {
    verifyJws(text, TYP, signer)
  } catch (cause) {
    throw invalid({ cause })
  }
  if (request.gateway !== gateway || Math.abs(request.at - now) > WINDOW) throw invalid()
  return request
}

function read(text: string): CustodianRequest & { readonly at: number } {
  try {
    const value = parseJson(parseJwsUnsafe(text).payload)
    if (!isJsonObject(value) || value['v'] !== 1 || Object.keys(value).length !== 6) throw invalid()
    const { agency, gateway, at, nonce, asked } = value
    if (typeof nonce !== 'string') throw invalid()
    if (typeof agency !== 'string' || typeof gateway !== 'string' || typeof at !== 'string')
      throw invalid()
    if (!isJsonObject(asked)) throw invalid()
    return { agency, gateway, at: parseTime(at), asked: readAsked(asked) }
  } catch (cause) {
    throw invalid({ cause })
  }
}

function readAsked(asked: JsonObject): CustodianAsk {
  const { ask, to, introduction, handovers } = asked
  if (ask === 'enrolments' && Object.keys(asked).length === 1) return { ask }
  const isText = (value: unknown): value is string => typeof value === 'string'
  if (ask !== 'introduce' || Object.keys(asked).length !== 4) throw invalid()
  if (!isText(to) || !isText(introduction)) throw invalid()
  if (!Array.isArray(handovers) || !handovers.every(isText)) throw invalid()
  return { ask, to, introduction, handovers }
}

function invalid(options?: ErrorOptions): ProtocolError {
  return new ProtocolError('custodian-request-invalid', 'not a custodian’s request', options)
}

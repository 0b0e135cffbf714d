import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { hasRepetition } from '../protocol/repetition.ts'
import { ConfigError } from './config-error.ts'
import { isLoopback } from './loopback.ts'

/** Signature algorithms that a token may carry (RFC 7518 §3.1, RFC 8037 §3.1). None of them is symmetric. */
export const TOKEN_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number]

/** An agency's identity provider. It speaks only for its agency, with only these algorithms. */
export interface Issuer {
  /** Exactly the `iss` of its tokens. */
  readonly issuer: string
  readonly agency: string
  /** Where its signing keys are published (RFC 7517 §5). */
  readonly jwksUri: string
  readonly algorithms: readonly TokenAlgorithm[]
}

const MEMBERS = ['agency', 'algorithms', 'issuer', 'jwksUri']

/** Reads the list of identity providers. Throws ConfigError. */
export function parseIssuers(text: string): readonly Issuer[] {
  const json = parseJson(encodeUtf8(text))
  if (!Array.isArray(json) || json.length === 0)
    throw new ConfigError('must be a list of at least one issuer.')
  const issuers = (json as readonly JsonValue[]).map(parseIssuer)
  if (hasRepetition(issuers.map(({ issuer }) => issuer)))
    throw new ConfigError('lists an issuer twice.')
  return issuers
}

function parseIssuer(json: JsonValue): Issuer {
  if (!isJsonObject(json) || Object.keys(json).sort().join() !== MEMBERS.join())
    throw new ConfigError(`each issuer has exactly the members ${MEMBERS.join(', ')}.`)
  const { issuer, agency, jwksUri, algorithms } = json
  if (typeof issuer !== 'string' || typeof agency !== 'string' || typeof jwksUri !== 'string')
    throw new ConfigError('issuer, agency and jwksUri are texts.')
  const url = URL.parse(jwksUri)
  const isHttp = url?.protocol === 'http:' && isLoopback(url.hostname)
  if (url?.protocol !== 'https:' && !isHttp)
    throw new ConfigError('jwksUri must be https; http is for loopback only.')
  if (!Array.isArray(algorithms) || algorithms.length === 0 || !algorithms.every(isTokenAlgorithm))
    throw new ConfigError(`algorithms are some of ${TOKEN_ALGORITHMS.join(', ')}.`)
  return { issuer, agency, jwksUri, algorithms }
}

function isTokenAlgorithm(value: unknown): value is TokenAlgorithm {
  return TOKEN_ALGORITHMS.some((algorithm) => algorithm === value)
}

import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { hasRepetition } from '../protocol/repetition.ts'
import { ConfigError } from './config-error.ts'
import { isLoopback } from './loopback.ts'
import { parseAssurance } from './sign-in/assurance.ts'
import type { Assurance } from './sign-in/assurance.ts'
import { parseSignIn } from './sign-in/settings.ts'
import type { SignInSettings } from './sign-in/settings.ts'

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
  /** How people sign in there with a browser; absent where they do not. */
  readonly signIn?: SignInSettings
  /** How surely its agency's members must sign in; absent where any sign-in will do. */
  readonly assurance?: Assurance
}

const MEMBERS = ['agency', 'algorithms', 'issuer', 'jwksUri']
const OPTIONAL = ['assurance', 'signIn']

/** Reads the list of identity providers, and with `readSecret` the secrets that it names. Throws ConfigError. */
export function parseIssuers(
  text: string,
  readSecret: (path: string) => string,
): readonly Issuer[] {
  const json = parseJson(encodeUtf8(text))
  if (!Array.isArray(json) || json.length === 0)
    throw new ConfigError('must be a list of at least one issuer.')
  const issuers = (json as readonly JsonValue[]).map((one) => parseIssuer(one, readSecret))
  if (hasRepetition(issuers.map(({ issuer }) => issuer)))
    throw new ConfigError('lists an issuer twice.')
  for (const name of ['signIn', 'assurance'] as const)
    if (hasRepetition(issuers.filter((it) => it[name] !== undefined).map(({ agency }) => agency)))
      throw new ConfigError(`has ${name} for an agency twice.`)
  return issuers
}

function parseIssuer(json: JsonValue, readSecret: (path: string) => string): Issuer {
  if (!isJsonObject(json) || !hasMembers(json))
    throw new ConfigError(
      `each issuer has the members ${MEMBERS.join(', ')}, and may have ${OPTIONAL.join(', ')}.`,
    )
  const { issuer, agency, jwksUri, algorithms, signIn, assurance } = json
  if (typeof issuer !== 'string' || typeof agency !== 'string' || typeof jwksUri !== 'string')
    throw new ConfigError('issuer, agency and jwksUri are texts.')
  const url = URL.parse(jwksUri)
  const isHttp = url?.protocol === 'http:' && isLoopback(url.hostname)
  if (url?.protocol !== 'https:' && !isHttp)
    throw new ConfigError('jwksUri must be https; http is for loopback only.')
  if (!Array.isArray(algorithms) || algorithms.length === 0 || !algorithms.every(isTokenAlgorithm))
    throw new ConfigError(`algorithms are some of ${TOKEN_ALGORITHMS.join(', ')}.`)
  return {
    issuer,
    agency,
    jwksUri,
    algorithms,
    ...(signIn !== undefined && { signIn: parseSignIn(signIn, readSecret) }),
    ...(assurance !== undefined && { assurance: parseAssurance(assurance, agency) }),
  }
}

function hasMembers(json: JsonObject): boolean {
  const names = Object.keys(json)
  return (
    MEMBERS.every((name) => names.includes(name)) &&
    names.every((name) => MEMBERS.includes(name) || OPTIONAL.includes(name))
  )
}

function isTokenAlgorithm(value: unknown): value is TokenAlgorithm {
  return TOKEN_ALGORITHMS.some((algorithm) => algorithm === value)
}

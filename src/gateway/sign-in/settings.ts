import { isJsonObject } from '../../protocol/json.ts'
import type { JsonValue } from '../../protocol/json.ts'
import { ConfigError } from '../config-error.ts'
import { isLoopback } from '../loopback.ts'

/** How people of an agency sign in with a browser, at its identity provider. */
export interface SignInSettings {
  readonly clientId: string
  /** Null for a client without a secret: then PKCE alone ties the code to this gateway. */
  readonly clientSecret: string | null
  /** Where the agency serves the web client itself (`sluss web`); null where the gateway does. */
  readonly origin: string | null
}

/** Reads `signIn` of an issuer. Throws ConfigError, never with the secret. */
export function parseSignIn(json: JsonValue, readSecret: (path: string) => string): SignInSettings {
  if (!isJsonObject(json)) throw new ConfigError('signIn is an object.')
  const { clientId, clientSecretFile, origin, ...others } = json
  if (Object.keys(others).length > 0)
    throw new ConfigError('signIn has no other members than clientId, clientSecretFile and origin.')
  if (typeof clientId !== 'string' || clientId === '')
    throw new ConfigError('signIn.clientId is a text.')
  if (clientSecretFile !== undefined && typeof clientSecretFile !== 'string')
    throw new ConfigError('signIn.clientSecretFile is the path of a file.')
  return {
    clientId,
    clientSecret: clientSecretFile === undefined ? null : readSecret(clientSecretFile).trim(),
    origin: origin === undefined ? null : parseServingOrigin(origin),
  }
}

function parseServingOrigin(origin: JsonValue): string {
  const url = typeof origin === 'string' ? URL.parse(origin) : null
  const isSafe = url?.protocol === 'https:' || (url !== null && isLoopback(url.hostname))
  if (url === null || url.origin !== origin || !isSafe)
    throw new ConfigError('signIn.origin must be an origin such as https://sluss.example.se.')
  return origin
}

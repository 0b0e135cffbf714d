/**
 * An agency's identity provider, for the demonstration: the certified `oidc-provider`, on this machine only.
 *
 * In production every agency has its own (often Entra ID or a SAML bridge) and people log in with a card. Here each made-up
 * member has a client of their own and gets tokens with its secret (client credentials, RFC 6749 §4.4): real JWT access
 * tokens (RFC 9068) for the gateway as their audience (RFC 8707), which the gateway checks as it would anyone's.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import type { Adapter, Configuration } from 'oidc-provider'

/** Seconds that a token is good for: short, as a member who leaves should lose access soon. */
const TOKEN_LIFETIME = 600

/** What a member needs to get a token. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** A running identity provider. */
export interface IdentityProvider {
  readonly issuer: string
  readonly jwksUri: string
  readonly tokenEndpoint: string
  /** Credentials by subject. A token's `sub` is the subject. */
  readonly credentials: ReadonlyMap<string, ClientCredentials>
  stop(): Promise<void>
}

/** Starts an issuer on a free port of the loopback interface, with one client for each subject. */
export async function startIdentityProvider(options: {
  readonly subjects: readonly string[]
  /** The resource that tokens are for: their `aud`. */
  readonly audience: string
}): Promise<IdentityProvider> {
  const credentials = new Map(
    options.subjects.map((clientId) => [
      clientId,
      { clientId, clientSecret: randomBytes(32).toString('base64url') },
    ]),
  )
  const server = createServer()
  const issuer = await listen(server)
  const provider = new Provider(issuer, await configuration(credentials, options.audience))
  const handle = provider.callback()
  server.on('request', (request, response) => void handle(request, response))
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    tokenEndpoint: `${issuer}/token`,
    credentials,
    stop: () => stop(server),
  }
}

/** The clients are fixed and the tokens are signed: there is nothing to keep, and a use that would need it fails. */
const NOTHING_STORED: Adapter = {
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  upsert: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
}

async function refuse(): Promise<void> {
  throw new TypeError('the identity provider of the demonstration stores nothing')
}

async function configuration(
  credentials: ReadonlyMap<string, ClientCredentials>,
  audience: string,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    adapter: () => NOTHING_STORED,
    clients: Array.from(credentials.values(), ({ clientId, clientSecret }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256' as const,
    })),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_LIFETIME,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: { ClientCredentials: TOKEN_LIFETIME },
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

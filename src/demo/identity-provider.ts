/**
 * An agency's identity provider, for the demonstration: the certified `oidc-provider`, on this machine only.
 *
 * In production every agency has its own (often Entra ID or a SAML bridge) and people log in with a card. Here people press their
 * name on a page, and for the command line each made-up member has a client of their own and gets tokens with its secret (client
 * credentials, RFC 6749 §4.4): real JWT access tokens (RFC 9068) for the gateway as their audience (RFC 8707), which the gateway
 * checks as it would anyone's. Nothing of the gateway knows this file: it believes the issuers of its settings, these or others.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider'
import { CARD, LOGIN_PATH, PAGE_POLICY, PASSWORD, answerLogin, pageOf } from './login-page.ts'
import type { LoginPageOptions } from './login-page.ts'
import { buildProviderStore } from './provider-store.ts'

/** Seconds that a token is good for: short, as a member who leaves should lose access soon. */
const TOKEN_LIFETIME = 600

/** Seconds for which the provider remembers who has logged in. */
const SESSION_LIFETIME = 3_600

/** What a client needs to get a token. */
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
  /** The gateway's, where people sign in with a browser. */
  readonly browser: ClientCredentials
  stop(): Promise<void>
}

/** What an identity provider serves. */
export interface IdentityProviderOptions {
  /** Whoever gets tokens with a client of their own. */
  readonly subjects: readonly string[]
  /** The resource that tokens are for: their `aud`. */
  readonly audience: string
  /** People who log in with a browser. */
  readonly login: LoginPageOptions
  /** The gateway's addresses to send a browser back to. */
  readonly returnTo: { readonly signedIn: string; readonly signedOut: string }
}

/** Starts an issuer on a free port of the loopback interface, with one client for each subject and one for the gateway. */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  const credentials = new Map(options.subjects.map((clientId) => [clientId, drawSecret(clientId)]))
  const browser = drawSecret('sluss')
  const server = createServer()
  const issuer = await listen(server)
  const provider = new Provider(issuer, await configuration(options, credentials, browser))
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith(LOGIN_PATH) === true)
      void answerLogin(provider, options.login, request, response)
    else void handle(request, response)
  })
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    tokenEndpoint: `${issuer}/token`,
    credentials,
    browser,
    stop: () => stop(server),
  }
}

function drawSecret(clientId: string): ClientCredentials {
  return { clientId, clientSecret: randomBytes(32).toString('base64url') }
}

async function configuration(
  { audience, login, returnTo }: IdentityProviderOptions,
  credentials: ReadonlyMap<string, ClientCredentials>,
  browser: ClientCredentials,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const common = { id_token_signed_response_alg: 'ES256' } as const
  return {
    adapter: buildProviderStore(),
    clients: [
      ...Array.from(credentials.values(), ({ clientId, clientSecret }) => ({
        ...common,
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      })),
      {
        ...common,
        client_id: browser.clientId,
        client_secret: browser.clientSecret,
        grant_types: ['authorization_code'],
        redirect_uris: [returnTo.signedIn],
        post_logout_redirect_uris: [returnTo.signedOut],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    acrValues: [CARD, PASSWORD],
    claims: {
      openid: ['sub'],
      profile: ['name'],
      acr: null,
      auth_time: null,
      iss: null,
      sid: null,
    },
    // The name stands in the ID token: nobody asks for more.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => {
      const person = login.people.find((one) => one.sub === sub)
      return person && { accountId: sub, claims: async () => ({ sub, name: person.name }) }
    },
    loadExistingGrant: grantOwn,
    interactions: { url: (_ctx, { uid }) => `${LOGIN_PATH}${uid}` },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: showLogout },
      resourceIndicators: {
        enabled: true,
        // The gateway asks only who somebody is: it gets no token to act with.
        defaultResource: (_ctx, client) => (client.clientId === browser.clientId ? [] : audience),
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_LIFETIME,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: {
      AccessToken: TOKEN_LIFETIME,
      AuthorizationCode: 60,
      ClientCredentials: TOKEN_LIFETIME,
      Grant: SESSION_LIFETIME,
      IdToken: TOKEN_LIFETIME,
      Interaction: TOKEN_LIFETIME,
      Session: SESSION_LIFETIME,
    },
  }
}

/** The agency's own gateway needs nobody's leave. */
async function grantOwn({ oidc }: KoaContextWithOIDC): Promise<Grant> {
  const { clientId } = oidc.client!
  const known = oidc.session!.grantIdFor(clientId)
  const found = known === undefined ? undefined : await oidc.provider.Grant.find(known)
  if (found !== undefined) return found
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session!.accountId! })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}

async function showLogout(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  ctx.type = 'html'
  ctx.set('content-security-policy', PAGE_POLICY)
  ctx.body = pageOf(`<h1>Logga ut även här?</h1>
<p>Då behöver nästa person visa vem den är.</p>${form}
<button form="op.logoutForm" name="logout" value="yes">Logga ut</button>
<button form="op.logoutForm">Stanna kvar</button>`)
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

import { ClientError } from './errors.ts'

/** A member's credentials at the agency's OpenID provider. */
export interface ClientCredentials {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The gateway, as the provider knows it (RFC 8707); becomes the token's audience. */
  readonly resource: string
}

interface TokenOptions {
  readonly fetch: typeof fetch
  readonly clock: () => number
}

/** A token is renewed this long before it ends, so that it does not end on the way. */
const MARGIN_MS = 30_000

/**
 * Gets bearer tokens by the client credentials grant (RFC 6749 §4.4, the secret by HTTP Basic as in §2.3.1), from the
 * token endpoint that the issuer publishes (OpenID Connect Discovery §4), and keeps each until shortly before its end.
 *
 * The function throws ClientError `token-refused`, `gateway-unreachable`.
 */
export function buildTokenProvider(
  credentials: ClientCredentials,
  { fetch, clock }: TokenOptions,
): () => Promise<string> {
  let kept: { readonly token: string; readonly until: number } | undefined
  return async () => {
    if (kept !== undefined && clock() < kept.until) return kept.token
    const endpoint = await discoverTokenEndpoint(credentials.issuer, fetch)
    const answer = await requestToken(endpoint, credentials, fetch)
    kept = { token: answer.token, until: clock() + answer.lifetimeMs - MARGIN_MS }
    return kept.token
  }
}

async function discoverTokenEndpoint(
  issuer: string,
  fetch: TokenOptions['fetch'],
): Promise<string> {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`
  const answer = await ask(new URL('.well-known/openid-configuration', base), {}, fetch)
  // Discovery §4.3: a document of another issuer must not be used.
  if (answer['issuer'] !== issuer) throw refused()
  const endpoint = answer['token_endpoint']
  if (typeof endpoint !== 'string') throw refused()
  return endpoint
}

async function requestToken(
  endpoint: string,
  credentials: ClientCredentials,
  fetch: TokenOptions['fetch'],
): Promise<{ token: string; lifetimeMs: number }> {
  const { clientId, clientSecret, resource } = credentials
  const answer = await ask(
    new URL(endpoint),
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${formEncode(clientId)}:${formEncode(clientSecret)}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource }).toString(),
    },
    fetch,
  )
  const { access_token: token, token_type: type, expires_in: seconds } = answer
  if (typeof token !== 'string' || typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    throw refused()
  }
  return { token, lifetimeMs: typeof seconds === 'number' ? seconds * 1000 : 0 }
}

async function ask(
  url: URL,
  init: RequestInit,
  fetch: TokenOptions['fetch'],
): Promise<Record<string, unknown>> {
  let response
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(15_000) })
  } catch (cause) {
    throw new ClientError('gateway-unreachable', 'the identity provider does not answer', { cause })
  }
  if (!response.ok) throw refused()
  try {
    return (await response.json()) as Record<string, unknown>
  } catch (cause) {
    throw refused(cause)
  }
}

function refused(cause?: unknown): ClientError {
  return new ClientError('token-refused', 'the identity provider gave no token', { cause })
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2)
}

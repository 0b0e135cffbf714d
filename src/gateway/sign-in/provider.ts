/**
 * An agency's identity provider, as the party that relies on it: OpenID Connect Core 1.0 with the authorization code and PKCE, hardened as
 * RFC 9700 asks. `openid-client` checks state, nonce, `iss` of the answer (RFC 9207), audience, times and signature; what is checked
 * here is what it leaves to us.
 *
 * @module
 */
import { decodeProtectedHeader } from 'jose'
import * as client from 'openid-client'
import { GatewayError } from '../errors.ts'
import type { Issuer } from '../issuer.ts'
import { isLoopback } from '../loopback.ts'
import type { SignInSettings } from './settings.ts'

/** Who signed in, as the agency's identity provider says. */
export interface SignedIn {
  readonly iss: string
  readonly sub: string
  readonly name: string | null
  readonly acr: string | null
}

/** What ties an answer to its question. */
export interface Ties {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  /** When it was asked, in ms since 1970. */
  readonly begunAt: number
}

/** One agency's provider. Everything rejects with GatewayError `issuer-unreachable` while it does not answer. */
export interface SignInProvider {
  readonly agency: string
  /** Where people of this agency see the web client. */
  readonly origin: string
  /**
   * Where to send a browser; `levels`: the acr values to ask for, the first first. The person shows who it is anew, however lately that was
   * done: whoever sits down at a desk that somebody has left must not be let in by the provider's own session.
   */
  readonly begin: (
    levels: readonly string[],
  ) => Promise<{ readonly location: string; readonly ties: Ties }>
  /**
   * Takes the answer (the query of the address that the provider sent the browser to). Throws `sign-in-refused`, `sign-in-not-anew` when
   * the person showed who it was before the question.
   */
  readonly finish: (query: string, ties: Ties) => Promise<SignedIn>
  /** The provider's own page for signing out; null if it has none. */
  readonly signOutPage: () => Promise<string | null>
}

interface ProviderOptions {
  /** This gateway's. */
  readonly origin: string
  readonly fetch: typeof fetch
  /** ms since 1970. */
  readonly clock: () => number
}

/** Seconds for one request to the provider. */
const TIMEOUT = 5
/** ms for which the provider's own description is believed. */
const DESCRIPTION_KEPT = 3_600_000
/** Seconds by which its clock may differ from ours. */
const CLOCK_TOLERANCE = 30
/** Seconds by which a login may seem older than the question: times are whole seconds, and answers take their way. */
const AGE_TOLERANCE = 5
/** Seconds that may pass between logging in and the answer, however long ago the question was: else one that waits would take an older login. */
const LONGEST_AGE = 60
/** Longest name that is shown. */
const NAME = 120

/** The providers at which people sign in with a browser, by agency. */
export function buildProviders(
  issuers: readonly Issuer[],
  options: ProviderOptions,
): ReadonlyMap<string, SignInProvider> {
  return new Map(
    issuers.flatMap((issuer) =>
      issuer.signIn === undefined
        ? []
        : [[issuer.agency, buildProvider(issuer, issuer.signIn, options)]],
    ),
  )
}

function buildProvider(
  issuer: Issuer,
  settings: SignInSettings,
  options: ProviderOptions,
): SignInProvider {
  const { agency } = issuer
  const origin = settings.origin ?? options.origin
  // One address for each provider: an answer of one can never pass for another's (RFC 9700 §4.4.2.2).
  const callback = `${origin}/auth/callback/${agency}`
  const load = buildLoader(issuer, settings, options)
  return {
    agency,
    origin,
    async begin(levels) {
      const config = await load()
      const ties = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        begunAt: options.clock(),
      }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid profile',
        state: ties.state,
        nonce: ties.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(ties.codeVerifier),
        code_challenge_method: 'S256',
        ...(levels.length > 0 && { acr_values: levels.join(' ') }),
        prompt: 'login',
        // Makes the provider say when the person logged in (OpenID Connect Core §3.1.2.1): the address is the person's to change.
        max_age: '0',
      })
      return { location: url.href, ties }
    },
    async finish(query, { state, nonce, codeVerifier, begunAt }) {
      const config = await load()
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      }
      // Built from our settings: the Host header of the request is anybody's.
      const answer = new URL(`${callback}?${query}`)
      const tokens = await client
        .authorizationCodeGrant(config, answer, checks)
        .catch((cause: unknown) => {
          throw isUnreachable(cause) ? unreachable(cause) : refused(cause)
        })
      const { alg } = decodeProtectedHeader(tokens.id_token!)
      if (!issuer.algorithms.some((algorithm) => algorithm === alg)) throw refused()
      const { iss, sub, name, acr, iat, auth_time: loggedInAt } = tokens.claims()!
      // Both by the provider's clock, which may differ from ours.
      const age = typeof loggedInAt === 'number' ? iat - loggedInAt : Infinity
      const elapsed = (options.clock() - begunAt) / 1000
      if (age > Math.min(elapsed, LONGEST_AGE) + AGE_TOLERANCE) throw notAnew()
      return {
        iss,
        sub,
        name: typeof name === 'string' ? name.slice(0, NAME) : null,
        acr: typeof acr === 'string' ? acr : null,
      }
    },
    async signOutPage() {
      const config = await load()
      if (config.serverMetadata().end_session_endpoint === undefined) return null
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: `${origin}/` }).href
    },
  }
}

/** The provider's description of itself (OpenID Connect Discovery 1.0), read when needed. */
function buildLoader(
  { issuer, jwksUri }: Issuer,
  { clientId, clientSecret }: SignInSettings,
  { fetch, clock }: ProviderOptions,
): () => Promise<client.Configuration> {
  let kept: { readonly config: Promise<client.Configuration>; readonly until: number } | undefined
  const read = async () => {
    const url = new URL(issuer)
    const isTrial = url.protocol === 'http:' && isLoopback(url.hostname)
    const config = await client.discovery(
      url,
      clientId,
      { [client.clockTolerance]: CLOCK_TOLERANCE },
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: TIMEOUT,
        [client.customFetch]: fetch as client.CustomFetch,
        // The signature is checked too, not only that the answer came over TLS.
        execute: [
          client.enableNonRepudiationChecks,
          ...(isTrial ? [client.allowInsecureRequests] : []),
        ],
      },
    )
    // Its keys are those that the operator has named, whatever the description says.
    if (config.serverMetadata().jwks_uri !== jwksUri) throw unreachable()
    return config
  }
  return async () => {
    if (kept === undefined || clock() >= kept.until) {
      const config = read()
      const mine = { config, until: clock() + DESCRIPTION_KEPT }
      kept = mine
      config.catch(() => {
        if (kept === mine) kept = undefined
      })
    }
    return kept.config.catch((cause: unknown) => {
      throw unreachable(cause)
    })
  }
}

/** Failures of a provider that is there in part: what it said is no answer of an identity provider. */
const SENSELESS = new Set<unknown>([
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_TIMEOUT',
])

/** Whether the provider did not answer, or not with sense, rather than with a refusal. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'server_error' || error.error === 'temporarily_unavailable'
  const { code } = error as { readonly code?: unknown }
  return SENSELESS.has(code) || (error instanceof TypeError && code === undefined)
}

function unreachable(cause?: unknown): GatewayError {
  return new GatewayError('issuer-unreachable', 'the identity provider does not answer', { cause })
}

function notAnew(): GatewayError {
  return new GatewayError('sign-in-not-anew', 'the provider does not say that this is a new login')
}

function refused(cause?: unknown): GatewayError {
  return new GatewayError('sign-in-refused', 'the identity provider’s answer is not accepted', {
    cause,
  })
}

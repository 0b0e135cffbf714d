import jwt from '@fastify/jwt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JWTHeaderParameters } from 'jose'
import type { Actor } from '../actor.ts'
import { checkAskingPerson } from '../checks/asking-person.ts'
import { GatewayError } from '../errors.ts'
import { TOKEN_ALGORITHMS } from '../issuer.ts'
import type { Issuer } from '../issuer.ts'
import type { TokenKey } from '../issuer-keys.ts'
import type { SignIn } from '../sign-in/sign-in.ts'

/** Types of tokens that may act (RFC 9068 §2.1, RFC 7519 §5.1). An ID token of OpenID Connect has `JWT` and another audience. */
const TOKEN_TYPES = new Set(['at+jwt', 'jwt'])

/** How far an identity provider's clock may be ahead of ours. */
const CLOCK_TOLERANCE_MS = 30_000

/** What a token says, as far as it is asked. */
interface Claims {
  readonly iss: string
  readonly sub: string
  readonly exp: number
  readonly nbf?: number
  readonly iat?: unknown
  readonly jti?: unknown
  readonly name?: unknown
  readonly acr?: unknown
  readonly auth_time?: unknown
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    user: Claims
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** How whoever asks has signed in; null on public routes and before. */
    signIn: SignIn | null
    /** The member who acts, once a sign-in has said so; null where members alone may not act, and before. */
    actor: Actor | null
    /** The issuer that the token names, once its key was found. */
    issuer: Issuer | null
  }
}

interface AuthenticateOptions {
  /** The only `aud` that is accepted: this gateway's origin. */
  readonly audience: string
  readonly clock: () => number
  readonly findKey: (header: JWTHeaderParameters, iss: unknown) => Promise<TokenKey>
  /** The sign-in of the browser that asks, if it has one; throws GatewayError `session-…` and `cross-site-refused`. */
  readonly findBrowser: (
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<SignIn | undefined>
}

/**
 * Lets only who has signed in act in this scope and those inside it: every request needs a bearer token of its agency's identity
 * provider, or the cookie of a browser that has signed in there. Refusals throw; a hook that only replies would let the handler run.
 *
 * Runs before the body is read, so that a stranger cannot make us receive one.
 */
export async function authenticate(
  app: FastifyInstance,
  options: AuthenticateOptions,
): Promise<void> {
  await app.register(jwt, {
    secret: async (request: FastifyRequest, token: unknown) => {
      const { header, payload } = token as {
        header: JWTHeaderParameters
        payload: { iss?: unknown }
      }
      if (!isTokenType(header.typ)) throw refused()
      const { issuer, pem } = await options.findKey(header, payload.iss)
      request.issuer = issuer
      return pem
    },
    decode: { complete: true },
    verify: {
      // The issuer's own, narrower list was checked when its key was found.
      algorithms: [...TOKEN_ALGORITHMS],
      allowedAud: options.audience,
      requiredClaims: ['iss', 'sub', 'aud', 'exp'],
      // Checked below against the injected clock, also for a token that the cache has verified before.
      ignoreExpiration: true,
      ignoreNotBefore: true,
      cache: 1000,
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    const hasToken = request.headers.authorization !== undefined
    const browser = hasToken ? undefined : await options.findBrowser(request, reply)
    request.signIn = browser ?? (await readBearer(request, options.clock))
    checkAskingPerson(request, request.signIn)
  })
}

async function readBearer(request: FastifyRequest, clock: () => number): Promise<SignIn> {
  const claims = await verifyToken(request)
  verifyTimes(claims, clock())
  const { iss, sub, exp, name, acr, auth_time: signedInAt } = claims
  return {
    // Set by the key callback, which has run: the verification needed its key.
    agency: request.issuer!.agency,
    iss,
    sub,
    name: typeof name === 'string' ? name : null,
    acr: typeof acr === 'string' ? acr : null,
    signedInAt: typeof signedInAt === 'number' ? signedInAt * 1000 : null,
    token: nameOf(claims),
    isAlive: async () => exp * 1000 > clock(),
  }
}

/** What its issuer has put in, and not the text: that has more than one form, for the bearer to choose. */
function nameOf({ iss, sub, iat = null, jti = null, exp }: Claims): string {
  return JSON.stringify([iss, sub, iat, jti, exp])
}

async function verifyToken(request: FastifyRequest): Promise<Claims> {
  if (request.headers.authorization === undefined)
    throw new GatewayError('token-missing', 'the request has no token')
  try {
    return await request.jwtVerify<Claims>()
  } catch (cause) {
    throw cause instanceof GatewayError ? cause : refused(cause)
  }
}

function verifyTimes(claims: Claims, now: number): void {
  const { exp, nbf = 0, sub } = claims
  if (typeof exp !== 'number' || typeof nbf !== 'number' || typeof sub !== 'string') throw refused()
  if (exp * 1000 <= now) throw new GatewayError('token-expired', 'the token has expired')
  if (nbf * 1000 > now + CLOCK_TOLERANCE_MS) throw refused()
}

function isTokenType(typ: unknown): boolean {
  return typeof typ === 'string' && TOKEN_TYPES.has(typ.toLowerCase().replace(/^application\//, ''))
}

function refused(cause?: unknown): GatewayError {
  return new GatewayError('token-refused', 'the token is not accepted', { cause })
}

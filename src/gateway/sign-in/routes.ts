import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { encodeTime } from '../../protocol/time.ts'
import { useAttempt } from '../../storage/sign-in-sessions.ts'
import { GatewayError } from '../errors.ts'
import { codeOf } from '../error-code.ts'
import type { Gate } from '../gate.ts'
import type { Refusals } from '../refusals.ts'
import { rateLimited } from '../rate.ts'
import { REFUSALS, closed, media } from '../routes/answer-schema.ts'
import type { Sessions } from '../sessions.ts'
import { sendBouncePage } from './bounce-page.ts'
import type { BrowserSession, BrowserSessions } from './browser-sessions.ts'
import { clearLoginCookie, clearSessionCookie, readLoginCookie, setLoginCookie } from './cookies.ts'
import { LOGIN_LIFETIME, openLogin, sealLogin } from './login-state.ts'
import type { LoginState } from './login-state.ts'
import type { SignedIn, SignInProvider } from './provider.ts'
import { readReturnPath } from './return-path.ts'
import { checkSameOrigin } from './same-origin.ts'
import { describeSession, findStanding } from './session-status.ts'
import { EXTENDED, SESSION, SIGN_IN_BODY, SIGN_OUT_BODY } from './route-schemas.ts'

/** What signing in with a browser works with. */
export interface SignInParts {
  readonly gate: Gate
  readonly browsers: BrowserSessions
  readonly sessions: Sessions
  /** By agency. */
  readonly providers: ReadonlyMap<string, SignInProvider>
  /** Counts what is told as a page. */
  readonly noteRefusal: Refusals['note']
  /** Seals a login that is under way. */
  readonly loginKey: Uint8Array
  /** Beginnings and returns per minute and client address. */
  readonly addressRate: number
}

/** Signing in and out with a browser. The gateway is the page's backend: no token of the provider's ever reaches the browser. */
export function signInRoutes(app: FastifyInstance, parts: SignInParts): void {
  const limit = app.createRateLimit({ max: parts.addressRate, timeWindow: 60_000 })
  const checkRate = async (request: FastifyRequest) => {
    const result = await limit(request)
    if (!result.isAllowed && result.isExceeded) throw rateLimited(result.ttlInSeconds)
  }
  beginRoute(app, parts, checkRate)
  callbackRoute(app, parts, checkRate)
  statusRoute(app, parts)
  extendRoute(app, parts)
  signOutRoute(app, parts)
}

type CheckRate = (request: FastifyRequest) => Promise<void>

interface SignInBody {
  readonly agency: string
  readonly to?: string
  readonly function?: string
}

function beginRoute(app: FastifyInstance, parts: SignInParts, checkRate: CheckRate): void {
  const { gate, browsers, providers, loginKey } = parts
  app.post<{ Body: SignInBody }>(
    '/auth/sign-in',
    {
      onRequest: [async (request) => checkSameOrigin(request), checkRate],
      schema: {
        summary: 'Begin to sign in with a browser',
        description:
          'Gives the address at the agency’s identity provider to go to. `function`: ask for the assurance that this function needs.',
        tags: ['sign-in'],
        body: SIGN_IN_BODY,
        response: { 200: closed({ location: { type: 'string' } }), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { agency, to, function: functionId } = request.body
      const provider = providers.get(agency)
      if (provider === undefined || functionId?.startsWith(`${agency}/`) === false)
        throw new GatewayError('not-found', 'nobody signs in there')
      const levels = gate.findLevels(functionId ?? agency)
      const current = await findSession(browsers, request, reply)
      const { location, ties } = await provider.begin(levels)
      const login: LoginState = {
        agency,
        ...ties,
        to: readReturnPath(to),
        replaces: current?.claims.sid ?? null,
      }
      setLoginCookie(reply, await sealLogin(login, loginKey, gate.clock()))
      return { location }
    },
  )
}

/** The sign-in of the cookie, if it still holds: who begins anew may well come with an old one. */
async function findSession(
  browsers: BrowserSessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<BrowserSession | undefined> {
  try {
    return await browsers.use(request, reply)
  } catch (error) {
    if (isSessionEnd(codeOf(error))) return undefined
    throw error
  }
}

const isSessionEnd = (code: string) => code.startsWith('session-')

function callbackRoute(app: FastifyInstance, parts: SignInParts, checkRate: CheckRate): void {
  app.get<{ Params: { agency: string } }>(
    '/auth/callback/:agency',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'Where the identity provider sends the browser back to',
        tags: ['sign-in'],
        params: closed({ agency: { type: 'string', maxLength: 41 } }),
        response: { 200: media('text/html', 'Goes on to a page of ours.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      try {
        return sendBouncePage(reply, await finish(parts, request, reply, checkRate))
      } catch (error) {
        // A person looks at this, and the page has the words; the refusal is counted and told like any other.
        const code = codeOf(error)
        await parts.noteRefusal(code, error, request)
        return sendBouncePage(reply, `/?sign-in=${code}`)
      }
    },
  )
}

/** Takes the provider's answer, and returns where to go on. Throws `sign-in-…` and `issuer-unreachable`. */
async function finish(
  parts: SignInParts,
  request: FastifyRequest<{ Params: { agency: string } }>,
  reply: FastifyReply,
  checkRate: CheckRate,
): Promise<string> {
  const { gate, providers, loginKey } = parts
  const now = gate.clock()
  const login = await openLogin(readLoginCookie(request), loginKey, now)
  const query = new URL(request.url, 'http://localhost').searchParams
  // Somebody else's answer: the login that is under way goes on.
  if (login.agency !== request.params.agency || query.get('state') !== login.state)
    throw new GatewayError('sign-in-refused', 'the answer is to another question')
  // Not before: what any page can make a browser ask for costs the others at the same address nothing.
  await checkRate(request)
  clearLoginCookie(reply)
  if (!(await useAttempt(gate.db, login.state, now + LOGIN_LIFETIME)))
    throw new GatewayError('sign-in-used', 'this answer has been used')
  const person = await providers.get(login.agency)!.finish(String(query), login)
  await begin(parts, reply, login, person)
  return login.to
}

async function begin(
  { gate, browsers, sessions }: SignInParts,
  reply: FastifyReply,
  { agency, replaces }: LoginState,
  person: SignedIn,
): Promise<void> {
  const { iss, sub, name, acr } = person
  const isAlive = async () => true
  const { member } = await findStanding(gate, {
    agency,
    iss,
    sub,
    name,
    acr,
    signedInAt: null,
    token: '',
    isAlive,
  })
  const signIn = await browsers.start(reply, { agency, person, member })
  // Who is no member is known to nobody: what that person may do leaves records of its own.
  if (member !== null) await sessions.start({ name: signIn.token, actor: { agency, member, acr } })
  if (replaces !== null) await browsers.replace(replaces)
}

function statusRoute(app: FastifyInstance, { gate, browsers, providers }: SignInParts): void {
  app.get(
    '/auth/session',
    {
      // The page asks now and then; that is no sign that somebody is there.
      config: { passive: true },
      schema: {
        summary: 'Who is signed in with this browser',
        tags: ['sign-in'],
        response: { 200: SESSION, ...REFUSALS },
      },
    },
    async (request, reply) => {
      checkSameOrigin(request)
      const issuers = Array.from(providers.keys(), (agency) => ({
        agency,
        name: gate.directory.find(agency)?.root?.payload.name ?? { sv: agency, en: agency },
      }))
      try {
        const session = await browsers.use(request, reply)
        if (session === undefined) return { signedIn: false, reason: null, issuers }
        const standing = await findStanding(gate, browsers.signInOf(session.claims))
        // Whoever was a member when signing in, and is none any more, is out; who signs in after that may be admitted anew.
        if (standing.isRevoked && session.claims.member !== null) {
          await browsers.endAll(reply, session.claims, 'revoked')
          return { signedIn: false, reason: 'session-revoked', issuers }
        }
        return { ...describeSession(gate, session, standing), issuers }
      } catch (error) {
        const reason = codeOf(error)
        if (!isSessionEnd(reason)) throw error
        // Told once, where there are words for it.
        clearSessionCookie(reply)
        return { signedIn: false, reason, issuers }
      }
    },
  )
}

function extendRoute(app: FastifyInstance, { browsers }: SignInParts): void {
  app.post(
    '/auth/extend',
    {
      schema: {
        summary: 'Stay signed in: somebody is there',
        tags: ['sign-in'],
        response: { 200: EXTENDED, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { idleUntil, endsAt } = await loadSession(browsers, request, reply)
      return { idleUntil: encodeTime(idleUntil), endsAt: encodeTime(endsAt) }
    },
  )
}

function signOutRoute(app: FastifyInstance, { browsers, providers }: SignInParts): void {
  app.post<{ Body: { readonly everywhere?: boolean } }>(
    '/auth/sign-out',
    {
      schema: {
        summary: 'Sign out',
        description:
          'In this browser, or with `everywhere` in all. Gives the provider’s own page for signing out, which the page goes to, or null.',
        tags: ['sign-in'],
        body: SIGN_OUT_BODY,
        response: {
          200: closed({ location: { type: ['string', 'null'] } }),
          ...REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { claims } = await loadSession(browsers, request, reply)
      if (request.body.everywhere === true) await browsers.endAll(reply, claims, 'everywhere')
      else await browsers.end(reply, claims, 'signed-out')
      // Signing out here holds, whether or not the provider answers.
      const location = await providers
        .get(claims.agency)
        ?.signOutPage()
        .catch(() => null)
      return { location: location ?? null }
    },
  )
}

async function loadSession(
  browsers: BrowserSessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<BrowserSession> {
  checkSameOrigin(request)
  const session = await browsers.use(request, reply)
  if (session === undefined) throw new GatewayError('token-missing', 'the request has no cookie')
  return session
}

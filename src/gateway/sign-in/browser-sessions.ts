import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { RecordKey } from '../../audit/record-key.ts'
import type { Writer } from '../../audit/write-item.ts'
import { newUuid } from '../../protocol/uuid.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Db } from '../../storage/db.ts'
import {
  SESSION_TIMES,
  endSession,
  endSessionsOf,
  isSessionAlive,
  startSession,
  useSession,
} from '../../storage/sign-in-sessions.ts'
import type { EndReason, SessionTimes } from '../../storage/sign-in-sessions.ts'
import { GatewayError } from '../errors.ts'
import type { GatewayErrorCode } from '../errors.ts'
import '../routes/access.ts'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './cookies.ts'
import type { SignedIn } from './provider.ts'
import { checkSameOrigin } from './same-origin.ts'
import type { SessionClaims, SessionTokens } from './session-token.ts'
import type { SignIn } from './sign-in.ts'

/** A sign-in of a browser that holds; times in ms since 1970. */
export interface BrowserSession {
  readonly claims: SessionClaims
  readonly idleUntil: number
  readonly endsAt: number
}

/** Who begins a sign-in. */
export interface BegunSession {
  readonly agency: string
  readonly person: SignedIn
  readonly member: Uuid | null
}

interface SessionsDeps {
  readonly db: Db
  readonly writer: Writer
  readonly recordKey: RecordKey
  readonly tokens: SessionTokens
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: FastifyBaseLogger
  readonly times?: SessionTimes
}

/** What the program asks for by itself, as an old answer refreshed, says so with this header. */
const PASSIVE = 'sluss-passive'

const CODES: Readonly<Record<EndReason, GatewayErrorCode>> = {
  everywhere: 'session-ended',
  idle: 'session-idle',
  over: 'session-over',
  replaced: 'session-ended',
  reused: 'session-reused',
  revoked: 'session-revoked',
  'signed-out': 'session-ended',
  unknown: 'session-ended',
}

/** The sign-ins of browsers: one row each in the database, so that every process of the node knows the same at once. */
export class BrowserSessions {
  readonly #deps: SessionsDeps
  readonly #times: SessionTimes

  constructor(deps: SessionsDeps) {
    this.#deps = deps
    this.#times = deps.times ?? SESSION_TIMES
  }

  /** Begins a sign-in, always under a new id, and gives the browser its cookie. */
  async start(reply: FastifyReply, { agency, person, member }: BegunSession): Promise<SignIn> {
    const { db, clock } = this.#deps
    const now = clock()
    const { iss: idp, sub, name, acr } = person
    const sid = newUuid(now)
    const endsAt = now + this.#times.longest
    const claims = { sid, turn: 1, agency, idp, sub, name, acr, member, begunAt: now, exp: 0 }
    await startSession(db, { id: sid, agency, person: this.#personOf(claims), now, endsAt })
    await this.#giveCookie(reply, claims, endsAt)
    return this.signInOf(claims)
  }

  /**
   * The sign-in of the request's cookie; undefined without one. An act keeps it alive and may turn its cookie; what the program asks for by
   * itself does neither. Throws `cross-site-refused`, and `session-…` when it holds no more: the cookie stays, so that whoever asks
   * next is told why too.
   */
  async use(request: FastifyRequest, reply: FastifyReply): Promise<BrowserSession | undefined> {
    const cookie = readSessionCookie(request)
    if (cookie === undefined) return undefined
    checkSameOrigin(request)
    const { db, clock, tokens } = this.#deps
    const now = clock()
    const claims = await tokens.open(cookie, now)
    if (claims === undefined) throw refused('unknown')
    const { sid: id, turn } = claims
    const used = await useSession(db, { id, turn, now, isAct: !isPassive(request) }, this.#times)
    if (used.ended !== null) {
      if (used.isNews) await this.#recordEnd(claims, used.ended)
      throw refused(used.ended)
    }
    const { endsAt } = used
    if (used.turn !== turn) await this.#giveCookie(reply, { ...claims, turn: used.turn }, endsAt)
    return { claims, endsAt, idleUntil: Math.min(used.activeAt + this.#times.idle, endsAt) }
  }

  /** Ends a sign-in, and takes its cookie. */
  async end(reply: FastifyReply, claims: SessionClaims, reason: EndReason): Promise<void> {
    clearSessionCookie(reply)
    if (await endSession(this.#deps.db, claims.sid, reason)) await this.#recordEnd(claims, reason)
  }

  /** Ends all sign-ins of the person whose this one is, in every browser. */
  async endAll(reply: FastifyReply, claims: SessionClaims, reason: EndReason): Promise<void> {
    clearSessionCookie(reply)
    const { agency } = claims
    const ended = await endSessionsOf(
      this.#deps.db,
      { agency, person: this.#personOf(claims) },
      reason,
    )
    if (ended > 0) await this.#recordEnd(claims, reason, ended)
  }

  /** Ends one that a new sign-in takes the place of. */
  async replace(id: Uuid): Promise<void> {
    await endSession(this.#deps.db, id, 'replaced')
  }

  signInOf({ sid, agency, idp: iss, sub, name, acr, begunAt }: SessionClaims): SignIn {
    const { db, clock } = this.#deps
    return {
      agency,
      iss,
      sub,
      name,
      acr,
      signedInAt: begunAt,
      token: `browser ${sid}`,
      isAlive: () => isSessionAlive(db, sid, clock(), this.#times),
    }
  }

  async #giveCookie(reply: FastifyReply, claims: SessionClaims, endsAt: number): Promise<void> {
    const { tokens, clock } = this.#deps
    // As long as the last act before it is turned again can keep the sign-in alive.
    const until = Math.min(clock() + this.#times.turnAfter + this.#times.idle, endsAt)
    setSessionCookie(reply, await tokens.seal({ ...claims, exp: Math.ceil(until / 1000) }))
  }

  async #recordEnd(claims: SessionClaims, reason: EndReason, sessions = 1): Promise<void> {
    const { writer, log } = this.#deps
    const { agency, member } = claims
    // Either the person or whoever has an older cookie of his: nobody can tell which.
    if (reason === 'reused') log.warn({ agency, code: 'session-reused' }, 'a cookie came back late')
    // Who is no member yet has done nothing that a record could be about.
    if (member === null) return
    const counts = { sessions }
    const event = 'session.ended'
    await writer.append({ kind: 'event', event, agency, actor: member, code: reason, counts })
  }

  #personOf({ idp, sub }: Pick<SessionClaims, 'idp' | 'sub'>): string {
    return this.#deps.recordKey.sessionOf(JSON.stringify(['person', idp, sub]))
  }
}

function refused(reason: EndReason): GatewayError {
  return new GatewayError(CODES[reason], 'the sign-in holds no more')
}

function isPassive({ headers, routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.passive === true || headers[PASSIVE] !== undefined
}

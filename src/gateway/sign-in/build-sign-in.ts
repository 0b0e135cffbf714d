import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Db } from '../../storage/db.ts'
import { forgetSessions } from '../../storage/sign-in-sessions.ts'
import type { Deps } from '../app.ts'
import type { Gate } from '../gate.ts'
import type { Refusals } from '../refusals.ts'
import { buildSessions } from '../sessions.ts'
import { BrowserSessions } from './browser-sessions.ts'
import { buildProviders } from './provider.ts'
import type { SignInParts } from './routes.ts'
import { buildSessionTokens } from './session-token.ts'

/** A share of the requests of an address: whole agencies come from one. */
const SIGN_IN_SHARE = 10

/** What signing in with a browser works with, made of what the service was built with. */
export async function buildSignIn(
  app: FastifyInstance,
  { recordKey, origin, issuers, fetchKeys, clock, limits }: Deps,
  { gate, refusals }: { readonly gate: Gate; readonly refusals: Refusals },
): Promise<SignInParts> {
  const keys = {
    signing: recordKey.deriveKey('session-token/v1'),
    sealing: recordKey.deriveKey('session-seal/v1'),
  }
  const tokens = await buildSessionTokens(app, keys, origin)
  return {
    gate,
    browsers: new BrowserSessions({ ...gate, tokens, log: app.log }),
    sessions: buildSessions(gate),
    providers: buildProviders(issuers, { origin, fetch: fetchKeys, clock }),
    noteRefusal: refusals.note,
    loginKey: recordKey.deriveKey('login/v1'),
    addressRate: Math.ceil(limits.addressRate / SIGN_IN_SHARE),
  }
}

interface ForgetDeps {
  readonly db: Db
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: FastifyBaseLogger
}

/** Forgets sign-ins that ended more than a day ago. Never rejects. */
export async function forgetOldSignIns({ db, clock, log }: ForgetDeps): Promise<void> {
  try {
    await forgetSessions(db, clock())
  } catch (err) {
    log.error({ err }, 'sign-ins that have ended were not deleted')
  }
}

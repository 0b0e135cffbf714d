import type { FastifyInstance } from 'fastify'
import { expireOldDrafts } from './acts/drafts.ts'
import { expireOldNotes } from './acts/notes.ts'
import { forgetOldEnrolments } from './acts/vault.ts'
import type { Deps } from './app.ts'
import { checkRecords } from './check-records.ts'
import { eraseDetails } from './erase-details.ts'
import type { Gate } from './gate.ts'
import type { Refusals } from './refusals.ts'
import { regularly } from './regularly.ts'
import { expireContent } from './retention.ts'
import { forgetOldSignIns } from './sign-in/build-sign-in.ts'

/** Between two records of what was refused before a valid token. */
const AGGREGATE_MS = 60_000

/** Between two looks for a policy set that is due, when nobody asks for anything. */
const ACTIVATION_MS = 15_000

/** Between two looks for content that is due. */
const RETENTION_MS = 3_600_000

/** Records, once a minute, what was refused before a valid token. */
export function flushRegularly(app: FastifyInstance, refusals: Refusals): void {
  const timer = setInterval(() => void refusals.flush(), AGGREGATE_MS).unref()
  app.decorate('flushRefusals', () => refusals.flush())
  app.decorate('probeLog', () => refusals.probe())
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await refusals.flush()
  })
}

/** Deletes, once an hour, what is due. */
export function expireRegularly(app: FastifyInstance, deps: Deps): void {
  const expire = async () => {
    await eraseDetails(deps)
    await expireOldDrafts(deps)
    await expireOldNotes(deps)
    await forgetOldSignIns(deps)
    await forgetOldEnrolments(deps)
    return expireContent(deps)
  }
  app.decorate('expireContent', regularly(app, { every: RETENTION_MS, work: expire, idle: 0 }))
}

/** What the log proves must still be there: looked for at the start, and once an hour. */
export function checkRegularly(
  app: FastifyInstance,
  { db, log }: Deps,
  { alarm, comparison }: Gate,
): void {
  const work = (signal: AbortSignal) => checkRecords({ db, alarm, comparison, log }, signal)
  app.decorate('checkRecords', regularly(app, { every: RETENTION_MS, work, idle: [] }))
}

/** Activates a policy set when it is due, also when nobody asks for anything. */
export function activateRegularly(app: FastifyInstance, { policySets }: Deps): void {
  const work = () => policySets.activateDue()
  regularly(app, { every: ACTIVATION_MS, work, idle: undefined })
}

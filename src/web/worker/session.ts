import { ClientError } from '../../client/errors.ts'
import type { GatewayClient } from '../../client/gateway-client.ts'
import { gatewayForAnybody } from './gateway.ts'
import type { Desk } from './desk.ts'
import type { News } from './news.ts'
import type { OpenVault } from './open-vault.ts'

/** What every method of the worker is given: the gateway, asked for whose vault is open, and what a member has unlocked. */
export interface Session {
  gateway: GatewayClient
  /** Tells the page something that it did not ask for. */
  readonly tell: News
  /** Undefined while the keys are locked. */
  desk?: Desk | undefined
  /** Open before the desk is there: while the person waits to be admitted. */
  vault?: OpenVault | undefined
}

/** How often each was locked. */
const locks = new WeakMap<Session, number>()

/** Forgets what was unlocked, and what is being unlocked. */
export function lockSession(session: Session): void {
  locks.set(session, lockCount(session) + 1)
  session.gateway = gatewayForAnybody()
  if (session.desk === undefined && session.vault === undefined) return
  delete session.desk
  delete session.vault
  session.tell('keys.changed', null)
}

/**
 * Gives a check that throws ClientError `locked` once the session was locked after this: what was begun under a sign-in must not come to
 * lie open after its end.
 */
export function watchLock(session: Session): () => void {
  const before = lockCount(session)
  return () => {
    if (lockCount(session) !== before)
      throw new ClientError('locked', 'the keys were locked meanwhile')
  }
}

function lockCount(session: Session): number {
  return locks.get(session) ?? 0
}

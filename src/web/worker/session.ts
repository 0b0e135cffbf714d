import type { GatewayClient } from '../../client/gateway-client.ts'
import type { Desk } from './desk.ts'
import type { News } from './news.ts'
import type { OpenVault } from './open-vault.ts'

/** What every method of the worker is given: the gateway, and what a member has unlocked. */
export interface Session {
  readonly gateway: GatewayClient
  /** Tells the page something that it did not ask for. */
  readonly tell: News
  /** Undefined while the keys are locked. */
  desk?: Desk | undefined
  /** Open before the desk is there: while the person waits to be admitted. */
  vault?: OpenVault | undefined
}

/** Forgets what was unlocked. */
export function lockSession(session: Session): void {
  if (session.desk === undefined && session.vault === undefined) return
  delete session.desk
  delete session.vault
  session.tell('keys.changed', null)
}

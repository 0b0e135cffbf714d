import type { GatewayClient } from '../../client/gateway-client.ts'
import type { Desk } from './desk.ts'
import type { News } from './news.ts'

/** What every method of the worker is given: the gateway, and what a member has unlocked. */
export interface Session {
  readonly gateway: GatewayClient
  /** Tells the page something that it did not ask for. */
  readonly tell: News
  /** Undefined while the keys are locked. */
  desk?: Desk | undefined
}

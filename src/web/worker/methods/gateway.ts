import type { JsonObject } from '../../../protocol/json.ts'
import type { Session } from '../session.ts'

/** What anybody may ask about the gateway itself. */
export const gatewayMethods = {
  /** Keys, log and active policy set, as the gateway says: not yet believed. */
  'gateway.about': ({ gateway }: Session): Promise<JsonObject> => gateway.node(),
}

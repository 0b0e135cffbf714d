import { ClientError } from '../client/errors.ts'
import type { GatewayClient } from '../client/gateway-client.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Every policy set that the gateway lists, newest first. */
export async function listPolicySets({
  gateway,
}: {
  readonly gateway: Pick<GatewayClient, 'policySets'>
}): Promise<JsonObject[]> {
  const { policySets } = await gateway.policySets()
  if (!Array.isArray(policySets) || !policySets.every(isJsonObject))
    throw new ClientError('answer-invalid', 'no list of policy sets came')
  return policySets
}

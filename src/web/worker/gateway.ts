import { buildGatewayClient } from '../../client/gateway-client.ts'
import type { GatewayClient } from '../../client/gateway-client.ts'
import type { VaultOwner } from '../../client/vault-secret.ts'
import { nameAskingPerson } from '../../protocol/asking-person.ts'
import { sameOrigin } from './transport.ts'

/** The gateway, as asked for whoever is signed in. */
export function gatewayForAnybody(): GatewayClient {
  return buildGatewayClient(sameOrigin())
}

/** The gateway, as asked for one person alone: refused once somebody else has signed in with this browser. */
export function gatewayFor(owner: VaultOwner): GatewayClient {
  return buildGatewayClient({ ...sameOrigin(), person: nameAskingPerson(owner) })
}

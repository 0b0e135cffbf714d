import type { Directory } from '../../client/directory.ts'
import { ClientError } from '../../client/errors.ts'
import type { GatewayClient } from '../../client/gateway-client.ts'
import type { Keeper } from '../../client/keeper.ts'
import { parsePolicySet } from '../../policy/pack.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/** The set that the gateway says is active, once it is seen that it may be. Throws as `verifyLaw`; `answer-invalid` if another comes. */
export async function loadActiveLaw(
  gateway: GatewayClient,
  keeper: Keeper,
  directory: Directory,
): Promise<PolicySet> {
  const { policySet: active } = await gateway.node()
  if (typeof active !== 'string') throw new ClientError('answer-invalid', 'no policy set is named')
  await keeper.keepLaw(active, directory)
  const set = parsePolicySet(await gateway.policySet(active))
  if (set.digest !== active) throw new ClientError('answer-invalid', 'another policy set came')
  return set
}

import type { Writer } from '../audit/write-item.ts'
import { encodePolicySet } from '../policy/pack.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Db } from '../storage/db.ts'
import { listPolicyActivations } from '../storage/policy-set.ts'
import type { PolicyActivation } from '../storage/policy-set.ts'
import { buildPolicySets } from './policy-sets.ts'
import type { PolicySets, RetiredPolicySet } from './policy-sets.ts'
import { stored } from './stored.ts'

interface Activation {
  readonly db: Db
  readonly writer: Writer
  readonly nodeKey: SigningKey
  readonly active: PolicySet
  /** ms since 1970. */
  readonly now: number
}

/**
 * Makes a policy set the active one: unless it is that already, this node signs that it applies it from now on, and the log
 * keeps the statement and the pack. Which law was applied when is then no longer a matter of what anybody remembers.
 */
export async function activatePolicy(activation: Activation): Promise<PolicySets> {
  const { db, writer, nodeKey, active, now } = activation
  const before = await listPolicyActivations(db)
  if (before.at(-1)?.policySet === active.digest)
    return buildPolicySets(active, listRetired(before))
  const payload = { v: 1, policySet: active.digest, activeFrom: encodeTime(now) } as const
  const text = signStatement('policy-activation', payload, nodeKey)
  const statement = stored(parseStatementUnsafe('policy-activation', text))
  const pack = encodePolicySet(active)
  await writer.append({ kind: 'statement', of: 'policy-activation', statement, pack })
  return buildPolicySets(active, listRetired(await listPolicyActivations(db)))
}

/** Each set but the last was retired when the next became active. */
function listRetired(activations: readonly PolicyActivation[]): readonly RetiredPolicySet[] {
  return activations.slice(0, -1).map(({ policySet }, i) => ({
    digest: policySet,
    retiredAt: parseTime(activations[i + 1]!.activeFrom),
  }))
}

import type { Writer } from '../audit/write-item.ts'
import { AuditError } from '../audit/errors.ts'
import { encodePolicySet, parsePolicySet } from '../policy/pack.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Db } from '../storage/db.ts'
import { StorageError } from '../storage/errors.ts'
import { findPolicySet, listPolicyActivations } from '../storage/policy-set.ts'
import type { RecordedActivation } from '../storage/policy-set.ts'
import { buildPolicySets } from './policy-sets.ts'
import type { LoadedPolicySets, PolicySets, RetiredPolicySet } from './policy-sets.ts'
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
 * keeps the statement and the pack. Which law was applied when is then no longer a matter of what anybody remembers. The
 * last activation in the log holds, whichever replica made it.
 */
export async function activatePolicy(activation: Activation): Promise<PolicySets> {
  const { db, active } = activation
  const before = await listPolicyActivations(db)
  if (before.at(-1)?.policySet !== active.digest) await record(activation)
  const reload = (known: PolicySet) => load(db, known)
  return buildPolicySets(await reload(active), reload)
}

async function record({ writer, nodeKey, active, now }: Activation): Promise<void> {
  const payload = { v: 1, policySet: active.digest, activeFrom: encodeTime(now) } as const
  const text = signStatement('policy-activation', payload, nodeKey)
  const statement = stored(parseStatementUnsafe('policy-activation', text))
  const pack = encodePolicySet(active)
  try {
    await writer.append({ kind: 'statement', of: 'policy-activation', statement, pack })
  } catch (error) {
    // Another replica said the same in the same millisecond.
    if (!(error instanceof AuditError) || error.code !== 'already-recorded') throw error
  }
}

/** What holds by the log; `known` need not be read again. Throws PolicyError for a pack of a later program. */
async function load(db: Db, known: PolicySet): Promise<LoadedPolicySets> {
  const activations = await listPolicyActivations(db)
  const { policySet: digest } = activations.at(-1)!
  const retired = listRetired(activations)
  if (digest === known.digest) return { active: known, retired }
  const bytes = await findPolicySet(db, digest)
  if (bytes === undefined) throw new StorageError('not-found', 'the active policy set is missing')
  return { active: parsePolicySet(bytes), retired }
}

/** Each set but the last was retired when the next became active. */
function listRetired(activations: readonly RecordedActivation[]): readonly RetiredPolicySet[] {
  return activations.slice(0, -1).map(({ policySet }, i) => ({
    digest: policySet,
    retiredAt: parseTime(activations[i + 1]!.activeFrom),
  }))
}

import { findVersion, listAfter } from '../storage/directory.ts'
import { buildAlarm } from './alarm.ts'
import { Comparison } from './comparison.ts'
import { buildDirectory } from './directory.ts'
import { buildVerifySignature } from './node-verify.ts'
import { signDelivered } from './delivered.ts'
import { GatewayError } from './errors.ts'
import { buildFindLevels } from './sign-in/assurance.ts'
import type { Deps } from './app.ts'
import type { Gate } from './gate.ts'

/** What the checks and acts of the service work with, made of what it was built with. */
export function buildGate({
  db,
  writer,
  clock,
  issuers,
  policySets,
  messageTypes,
  nodeKey,
  recordKey,
  keptDays,
  pins,
  log,
  witnesses = null,
  strictRelease = false,
  publish,
  releaseWait,
}: Deps): Gate {
  const source = {
    findVersion: () => findVersion(db),
    listAfter: (version: number) => listAfter(db, version),
  }
  return {
    alarm: buildAlarm(log),
    comparison: new Comparison(),
    db,
    writer,
    clock,
    findLevels: buildFindLevels(issuers),
    policySets,
    messageTypes,
    recordKey,
    keptDays,
    witnesses,
    strictWitnesses: strictRelease ? witnesses : null,
    ...(publish !== undefined && { publish }),
    ...(releaseWait !== undefined && { releaseWait }),
    directory: buildDirectory({
      source,
      pins,
      clock,
      log,
      onPolicyChange: policySets.refresh,
    }),
    verifySignature: buildVerifySignature(),
    signDelivered: (manifest, now) => {
      if (nodeKey === null) throw new GatewayError('read-only', 'the signing key is missing')
      return signDelivered(nodeKey, manifest, now)
    },
  }
}

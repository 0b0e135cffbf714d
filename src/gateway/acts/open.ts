import { aboutManifest } from '../../audit/record-about.ts'
import { parseDecision } from '../../policy/encode-decision.ts'
import { verifyByReceiver } from '../../protocol/about-disclosure.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Gate } from '../gate.ts'
import { buildHandover } from '../build-handover.ts'
import { encodeHandover } from '../../protocol/handover.ts'
import { loadReadable } from '../readable.ts'
import { awaitOtherAgency } from '../cosigned-release.ts'
import { stored } from '../stored.ts'
import { loadSubmission } from '../../storage/disclosure.ts'
import type { ActRequest } from './member-act.ts'
import { checkAct, readAct } from './member-act.ts'

/**
 * Hands out a released disclosure to a receiving function, against a signed open request that is recorded before any
 * ciphertext is read from the database; only the parts that the function may read. Throws `witness-missing` where release is strict.
 */
export async function openDisclosure(gate: Gate, request: ActRequest): Promise<Uint8Array> {
  const statement = await readAct(gate, 'open-request', request)
  const disclosure = await loadReadable(gate, request)
  const manifest = parseStatementUnsafe('manifest', disclosure.manifest)
  verifyByReceiver(statement, manifest)
  const { head } = headOf(manifest.payload)
  await checkAct(gate, statement, head)
  const reader = statement.payload.function
  const { bytes: decision, digest } = disclosure.decision
  const appended = await gate.writer.append({
    kind: 'open',
    statement: stored(statement),
    about: {
      ...aboutManifest(manifest.payload, head, reader),
      policySet: parseDecision(decision).policySet,
      decision: digest,
    },
  })
  const release = { manifest: manifest.payload, head, readers: [reader], recorded: appended }
  await awaitOtherAgency(gate, release)
  const submission = await loadSubmission(gate.db, request.actor.agency, request.id)
  return encodeHandover(buildHandover({ submission, decision, reader, claim: appended }))
}

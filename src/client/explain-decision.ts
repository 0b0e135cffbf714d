import type { Decision } from '../policy/decision.ts'
import { buildExplanation } from '../policy/explaining/explanation.ts'
import type { Explanation } from '../policy/explaining/explanation.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { policyRequestFromManifest } from '../policy/request-from-manifest.ts'
import type { PolicyDirectory } from '../policy/request-from-manifest.ts'
import { headOf } from '../protocol/head.ts'
import type { Statement } from '../protocol/statement.ts'

/**
 * Explains the stated decision about a manifest; `set` is the one that it names. Verifies nothing: see `openDisclosure` and
 * `verifyEvidence`. Throws PolicyError `receiver-unknown`, and TypeError for another set.
 */
export function explainDecision(
  manifest: Pick<Statement<'manifest'>, 'payload'>,
  decision: Decision,
  set: PolicySet,
  directory: PolicyDirectory,
): Explanation {
  const { head } = headOf(manifest.payload)
  const request = policyRequestFromManifest(head, manifest.payload.parts, directory, decision.at)
  return buildExplanation(set, request, decision)
}

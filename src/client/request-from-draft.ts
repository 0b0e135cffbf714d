import { policyRequestFromManifest } from '../policy/request-from-manifest.ts'
import type { PolicyRequest } from '../policy/policy-request.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { encodeTime } from '../protocol/time.ts'
import type { BodyType } from '../protocol/vocabulary.ts'
import { datedGrounds } from './dated-grounds.ts'
import type { Draft } from './draft.ts'
import { planDisclosure } from './plan.ts'

/** What stands in for a directory when nobody has logged in anywhere: which kinds of bodies are concerned. */
export interface DraftBodies {
  readonly from: BodyType
  /** The body of a receiving function. */
  readonly to: (functionId: string) => BodyType
}

const SENDER = 'sender/unit'
const NOBODY = {
  payload: { member: '' },
  key: { kid: '' },
  credential: '',
}

/**
 * What a draft would ask of the law, without keys, directory or gateway: for trying rules out. Planned exactly as a real
 * disclosure is. A receiver counts as one that does not also serve the feared perpetrator. `now` in ms.
 *
 * @throws ClientError `draft-invalid` with the places to correct
 */
export function requestFromDraft(
  draft: Draft,
  type: MessageType,
  set: PolicySet,
  bodies: DraftBodies,
  now: number,
): PolicyRequest {
  const sender = draft.from ?? SENDER
  const { head, parts } = planDisclosure({
    draft: { ...draft, ...datedGrounds(draft, set, now) },
    type,
    author: { agency: agencyOf(sender), function: sender, member: NOBODY },
    policySet: set.digest,
    now,
  })
  const findFunction = (id: string) => ({
    agency: agencyOf(id),
    bodyType: id === sender ? bodies.from : bodies.to(id),
    servesFearedPerpetrator: false,
  })
  return policyRequestFromManifest(head, parts, { findFunction }, encodeTime(now))
}

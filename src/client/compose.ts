import { isExemptFromExpiry } from '../protocol/agency-roster.ts'
import { hasReader, verifyReceiver } from '../protocol/agency-function.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { encodeTime } from '../protocol/time.ts'
import { findAdvice } from '../policy/advice.ts'
import type { Decision } from '../policy/decision.ts'
import { evaluate } from '../policy/evaluate.ts'
import { buildExplanation } from '../policy/explaining/explanation.ts'
import type { Explanation } from '../policy/explaining/explanation.ts'
import { listNeeds } from '../policy/needs.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { policyRequestFromManifest } from '../policy/request-from-manifest.ts'
import { findActing } from './acting.ts'
import type { Acting } from './acting.ts'
import { datedGrounds } from './dated-grounds.ts'
import { loadAgency, verifyFreshness } from './directory.ts'
import type { Directory } from './directory.ts'
import type { Draft } from './draft.ts'
import { ClientError } from './errors.ts'
import { runGuard } from './guard/run-guard.ts'
import type { MemberKeys } from './member-keys.ts'
import { planDisclosure } from './plan.ts'
import type { Plan } from './plan.ts'
import { sealPlan } from './seal-plan.ts'
import type { SealedDisclosure } from './seal-plan.ts'

/** What a disclosure is composed from. */
export interface ComposeInput {
  readonly draft: Draft
  readonly type: MessageType
  readonly directory: Directory
  readonly policySet: PolicySet
  readonly agency: string
  readonly keys: MemberKeys
  /** ms since 1970. */
  readonly now: number
  /** Send although the guard hit in the case of a protected person: held until a second person releases it. */
  readonly holdGuardHits?: boolean
  /** Send an acute alert although an agency's roster has expired: the gateway records it. Of no use for other types. */
  readonly acuteDespiteStaleRoster?: boolean
}

/** A plan with what the law says about it. */
export interface Preview {
  readonly plan: Plan
  readonly author: Acting
  readonly decision: Decision
  /** The same, ready to be told, with what could be done about a refusal. */
  readonly explanation: Explanation
}

/** A sealed disclosure with what the law said when it was sealed. */
export interface Composed extends Preview {
  readonly sealed: SealedDisclosure
}

/** Dry run: plans the disclosure and asks the law. Nothing is sealed or sent. Throws as `composeDisclosure`, but for denial. */
export function previewDisclosure(input: ComposeInput): Preview {
  const author = findAuthor(input)
  const preview = decide(input, author)
  const decisionFunction = chooseDecisionFunction(input, author)
  if (decisionFunction === undefined || listNeeds(preview.decision, preview.plan.head).length === 0)
    return preview
  return decide(input, author, decisionFunction)
}

/** The same for a document that is still being written: what the law says of what it holds so far. Its plan cannot be sealed. */
export function previewUnfinished(input: ComposeInput): Pick<
  Preview,
  'decision' | 'explanation'
> & {
  readonly head: Plan['head']
  readonly parts: readonly Omit<Plan['parts'][number], 'plaintext'>[]
} {
  const { plan, decision, explanation } = decide(input, findAuthor(input), undefined, true)
  return { ...plan, decision, explanation }
}

/**
 * Composes a disclosure: plan, local decision, sealing, signature. The decision function reads it only if the law or the
 * guard asks for a second person.
 *
 * @throws ClientError `draft-invalid`, `receiver-unknown`, `roster-expired`, `guard-hits`, `policy-denied-here`,
 * `credential-unsuitable`, `function-unknown`; PolicyError for a rule or fact that does not exist
 */
export function composeDisclosure(input: ComposeInput): Composed {
  const preview = previewDisclosure(input)
  if (preview.decision.outcome === 'deny') {
    throw new ClientError('policy-denied-here', 'the law does not allow the disclosure')
  }
  const needs = listNeeds(preview.decision, preview.plan.head)
  if (needs.includes('guard-release') && input.holdGuardHits !== true) {
    const { hits } = runGuard(input.draft.document, input.type, preview.plan.head.subjects)
    throw new ClientError('guard-hits', 'free text holds what must not be in it', {
      places: hits.map((hit) => ({ pointer: `/document${hit.pointer}`, rule: hit.detector })),
    })
  }
  const sealed = sealPlan(preview.plan, input.directory, input.keys.signing, input.now)
  return { ...preview, sealed }
}

function decide(
  input: ComposeInput,
  author: Acting,
  decisionFunction?: string,
  isUnfinished = false,
): Preview {
  const { draft, type, directory, policySet, now } = input
  verifyReceivers(input)
  const plan = planDisclosure({
    draft: { ...draft, ...datedGrounds(draft, policySet, now) },
    type,
    author,
    policySet: policySet.digest,
    now,
    isUnfinished,
    ...(decisionFunction === undefined ? {} : { decisionFunction }),
  })
  const request = policyRequestFromManifest(plan.head, plan.parts, directory, encodeTime(now))
  const decision = evaluate(policySet, request)
  const advice = findAdvice(policySet, request, decision)
  const explanation = buildExplanation(policySet, request, decision, advice)
  return { plan, author, decision, explanation }
}

function findAuthor({ directory, agency, keys, draft, now }: ComposeInput): Acting {
  return findActing({
    directory,
    agency,
    keys,
    roles: ['author'],
    now,
    ...(draft.from === undefined ? {} : { function: draft.from }),
  })
}

function verifyReceivers(input: ComposeInput): void {
  const { draft, directory, agency, now } = input
  const isExempt = input.acuteDespiteStaleRoster === true && isExemptFromExpiry(draft.type)
  if (!isExempt) {
    for (const party of new Set([agency, ...draft.to.map(agencyOf)]))
      verifyFreshness(directory, party, now)
  }
  for (const [i, id] of draft.to.entries()) {
    try {
      verifyReceiver(loadAgency(directory, agencyOf(id)), id, now)
    } catch (cause) {
      if (!(cause instanceof ProtocolError)) throw cause
      throw new ClientError('receiver-unknown', 'a receiver cannot be sent to', {
        cause,
        places: [{ pointer: `/to/${i}`, rule: cause.code }],
      })
    }
  }
}

/** The draft's function for decisions, else the only one that the agency has set up and staffed. */
function chooseDecisionFunction({ draft, now }: ComposeInput, author: Acting): string | undefined {
  if (draft.decisionFunction !== undefined) return draft.decisionFunction
  const staffed = [...author.state.functions.values()]
    .filter(({ payload }) => payload.roles.includes('decision'))
    .map(({ payload }) => payload.function)
    .filter((id) => id !== author.function && hasReader(author.state, id, now))
  return staffed.length === 1 ? staffed[0] : undefined
}

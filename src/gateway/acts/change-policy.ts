import type { DirectoryItem } from '../../audit/directory-item.ts'
import type { Appended } from '../../audit/write-item.ts'
import { parsePolicySet } from '../../policy/pack.ts'
import { PolicyError } from '../../policy/errors.ts'
import type { PolicyChange } from '../../protocol/policy-change.ts'
import { parseProposedPolicy } from '../../protocol/proposed-policy.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Actor } from '../actor.ts'
import { checkSignature } from '../checks/signature.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'

/** What a member says about the law that is to come. */
export interface PolicyAct {
  readonly actor: Actor
  readonly body: unknown
  readonly noteConcern: NoteConcern
}

/** As `PolicyAct`, about the proposal that the address names. */
export interface ProposalAct extends PolicyAct {
  readonly proposal: Digest
}

/** What was recorded, and where it is in the log. */
export interface PolicyChanged {
  readonly digest: Digest
  readonly appended: Appended
}

/**
 * Takes a proposed policy set in, with its rules: they must be readable here, and be those that the proposal names. Throws
 * `policy-pack-refused`; what holds only under the log's lock is refused as `DirectoryItem` tells.
 */
export async function proposePolicy(gate: Gate, act: PolicyAct): Promise<PolicyChanged> {
  if (!(act.body instanceof Uint8Array))
    throw new GatewayError('request-invalid', 'the body must be CBOR')
  const { proposal, pack } = parseProposedPolicy(act.body)
  const statement = parseStatementUnsafe('policy-proposal', proposal)
  await checkMember(gate, act, statement)
  verifyPack(pack, statement.payload.policySet)
  return record(gate, {
    kind: 'statement',
    of: 'policy-proposal',
    statement: stored(statement),
    pack,
  })
}

/** Records that a member has tested a proposed policy set and approves it. */
export async function approvePolicy(gate: Gate, act: ProposalAct): Promise<PolicyChanged> {
  const statement = parseStatementUnsafe('policy-approval', signedText(act))
  await checkMember(gate, act, statement)
  verifyNamed(act, statement)
  return record(gate, { kind: 'statement', of: 'policy-approval', statement: stored(statement) })
}

/** Records that a proposal that is not active shall not become so. */
export async function withdrawPolicy(gate: Gate, act: ProposalAct): Promise<PolicyChanged> {
  const statement = parseStatementUnsafe('policy-withdrawal', signedText(act))
  await checkMember(gate, act, statement)
  verifyNamed(act, statement)
  return record(gate, { kind: 'statement', of: 'policy-withdrawal', statement: stored(statement) })
}

async function checkMember(gate: Gate, act: PolicyAct, statement: PolicyChange): Promise<void> {
  const { function: functionId, policySet } = statement.payload
  act.noteConcern({ statement: statement.digest, function: functionId, policySet })
  await checkSignature(gate, act.actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
}

function verifyPack(pack: Uint8Array, named: Digest): void {
  if (digestOf(pack) !== named)
    throw new GatewayError('policy-pack-refused', 'the rules are not those that are named')
  try {
    parsePolicySet(pack)
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause
    throw new GatewayError('policy-pack-refused', 'the rules do not load here', {
      cause,
      where: cause.place.pointer ?? '',
    })
  }
}

function signedText({ body }: PolicyAct): string {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  return body
}

function verifyNamed(
  { proposal }: ProposalAct,
  { payload }: Exclude<PolicyChange, { readonly kind: 'policy-proposal' }>,
): void {
  if (payload.proposal !== proposal)
    throw new GatewayError('request-invalid', 'the statement names another proposal')
}

async function record(gate: Gate, item: DirectoryItem): Promise<PolicyChanged> {
  const appended = await gate.writer.append(item)
  await gate.directory.refresh(true)
  return { digest: item.statement.digest, appended }
}

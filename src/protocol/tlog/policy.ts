/**
 * Trust policies (c2sp.org/tlog-policy): which logs and witnesses somebody trusts, and how many witnesses must have cosigned
 * a checkpoint before it counts.
 *
 * @module
 */
import { ProtocolError } from '../errors.ts'
import { verifyCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { parseCheckpointUnsafe } from './checkpoint.ts'
import { findCosignature } from './cosignature.ts'
import type { Cosignature, Cosigner } from './cosignature.ts'
import { verifierForOrigin } from './log-origin.ts'
import type { NoteVerifier } from './note.ts'
import { readPolicyLines } from './policy-lines.ts'

/** A log whose checkpoints are accepted. Its key name is the origin, or that of a log by years without the year. */
export interface PolicyLog {
  readonly verifier: NoteVerifier
  readonly url?: string
}

/** A witness. `name` has a meaning within the policy only; ours name the agency that runs it. */
export interface PolicyWitness {
  readonly name: string
  readonly verifier: Cosigner
  /** Its submission prefix (c2sp.org/tlog-witness). */
  readonly url?: string
}

/** So many of these witnesses and groups. */
export interface PolicyGroup {
  readonly name: string
  readonly threshold: number
  readonly members: readonly string[]
}

/** Whom somebody trusts. */
export interface LogPolicy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** Witness or group; null asks for no cosignature. */
  readonly quorum: string | null
}

/** A cosignature by a witness of the policy. */
export interface Witnessed extends Cosignature {
  /** The witness's name in the policy. */
  readonly witness: string
}

/** What `verifyQuorum` found. */
export interface WitnessedCheckpoint {
  readonly checkpoint: Checkpoint
  /** Every valid cosignature by a witness of the policy, counted or not. */
  readonly cosignatures: readonly Witnessed[]
}

/** What a verifier asks for beyond the policy. */
export interface QuorumOptions {
  /** The log, known from elsewhere; needed when the policy lists none. */
  readonly log?: NoteVerifier
  /** Cosignatures made before do not count, in s since 1970: who is shown an old checkpoint wants to notice. */
  readonly notBefore?: number
}

/** Reads a policy file; throws `log-policy-invalid`, the message naming the line. */
export function parseLogPolicy(text: string): LogPolicy {
  return readPolicyLines(text)
}

/** Whether these witnesses make up what is named, a witness, a group or the quorum; null asks for nothing. */
export function isWitnessedBy(
  policy: LogPolicy,
  name: string | null,
  witnesses: ReadonlySet<string>,
): boolean {
  if (name === null) return true
  const group = policy.groups.find((known) => known.name === name)
  if (group === undefined) return witnesses.has(name)
  const met = group.members.filter((member) => isWitnessedBy(policy, member, witnesses))
  return met.length >= group.threshold
}

/** How few witnesses can make up what is named; the quorum unless another name is given. */
export function countLeast(policy: LogPolicy, name: string | null = policy.quorum): number {
  if (name === null) return 0
  const group = policy.groups.find((known) => known.name === name)
  if (group === undefined) return 1
  const counts = group.members.map((member) => countLeast(policy, member)).toSorted((a, b) => a - b)
  return counts.slice(0, group.threshold).reduce((sum, count) => sum + count, 0)
}

/** Every valid cosignature under a note by a witness of the policy; throws `note-invalid`, `cosignature-invalid`. */
export function listCosignatures(note: string, policy: LogPolicy): Witnessed[] {
  return policy.witnesses.flatMap(({ name, verifier }) => {
    const found = findCosignature(note, verifier)
    return found === undefined ? [] : [{ witness: name, ...found }]
  })
}

/**
 * The checkpoint in a note that a log of the policy signed and its quorum cosigned. Throws `note-…`, `checkpoint-…`,
 * `cosignature-invalid`, `quorum-missing`, and `cosignature-stale` when the quorum lacks only for cosignatures being old.
 */
export function verifyQuorum(
  note: string,
  policy: LogPolicy,
  { log, notBefore = 0 }: QuorumOptions = {},
): WitnessedCheckpoint {
  const { origin } = parseCheckpointUnsafe(note)
  const checkpoint = verifyCheckpoint(note, findLog(policy, origin, log))
  const cosignatures = listCosignatures(note, policy)
  const fresh = cosignatures.filter(({ time }) => time >= notBefore)
  if (!isMet(policy, fresh)) {
    if (isMet(policy, cosignatures))
      throw new ProtocolError('cosignature-stale', 'the cosignatures are too old')
    throw new ProtocolError('quorum-missing', 'too few witnesses have cosigned the checkpoint')
  }
  return { checkpoint, cosignatures }
}

function isMet(policy: LogPolicy, cosignatures: readonly Witnessed[]): boolean {
  const names = new Set(cosignatures.map(({ witness }) => witness))
  return isWitnessedBy(policy, policy.quorum, names)
}

function findLog(policy: LogPolicy, origin: string, log: NoteVerifier | undefined): NoteVerifier {
  const known = [
    ...policy.logs.map(({ verifier }) => verifier),
    ...(log === undefined ? [] : [log]),
  ]
  if (known.length === 0) throw new TypeError('neither the policy nor the caller names a log')
  const pinned = known.find(({ name }) => origin === name || origin.startsWith(`${name}/`))
  return verifierForOrigin(pinned ?? known[0]!, origin)
}

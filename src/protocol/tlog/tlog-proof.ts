/**
 * Offline-verifiable proofs (c2sp.org/tlog-proof): index, inclusion path and signed checkpoint in one text file.
 *
 * @module
 */
import { ProtocolError } from '../errors.ts'
import { encodeBase64, findBase64 } from './base64.ts'
import { verifyCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { verifyInclusion } from './inclusion.ts'
import type { NoteVerifier } from './note.ts'

/** That an entry is in a log: everything but the entry and the log's key. */
export interface TlogProof {
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
}

const HEADER = 'c2sp.org/tlog-proof@v1'

/** Writes a proof. The optional `extra` line is never used: what it says would not be proven. */
export function encodeTlogProof({ index, proof, checkpoint }: TlogProof): string {
  return [HEADER, `index ${index}`, ...proof.map(encodeBase64), '', checkpoint].join('\n')
}

/** Reads a proof; throws `tlog-proof-invalid`. An `extra` line is refused. */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n')
  const [header, index, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const [, digits] = /^index (0|[1-9]\d{0,15})$/.exec(index ?? '') ?? []
  const proof = lines.map(findBase64)
  if (header !== HEADER || digits === undefined || !Number.isSafeInteger(Number(digits)))
    throw proofInvalid()
  // A path is as long as the tree is high, below 2^53 leaves.
  if (proof.length > 53 || !proof.every((hash) => hash?.length === 32)) throw proofInvalid()
  return { index: Number(digits), proof: proof as Uint8Array[], checkpoint: text.slice(end + 2) }
}

/** Checks that the leaf is in the log and returns the checkpoint that says so. Throws `note-…`, `checkpoint-…`, `inclusion-proof-invalid`. */
export function verifyTlogProof(leaf: Uint8Array, proof: TlogProof, log: NoteVerifier): Checkpoint {
  const checkpoint = verifyCheckpoint(proof.checkpoint, log)
  verifyInclusion(leaf, proof.index, checkpoint, proof.proof)
  return checkpoint
}

function proofInvalid(): ProtocolError {
  return new ProtocolError('tlog-proof-invalid', 'not a transparency log proof')
}

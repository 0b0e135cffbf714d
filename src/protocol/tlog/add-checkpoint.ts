/**
 * The request of c2sp.org/tlog-witness: a checkpoint, and the proof that it extends the one that the witness cosigned last.
 *
 * @module
 */
import { ProtocolError } from '../errors.ts'
import { encodeBase64, findBase64 } from './base64.ts'

/** The most that a tree below 2^63 leaves needs. */
const MOST_HASHES = 63

/** What a log asks of a witness. */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness cosigned last for this log, 0 if none. */
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
}

/** Writes the request's body. */
export function encodeAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${oldSize}`, ...proof.map(encodeBase64), '', checkpoint].join('\n')
}

/** Reads it from outside; throws `add-checkpoint-invalid`. The checkpoint is not read yet. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const end = text.indexOf('\n\n')
  const [old, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const [, digits] = /^old (0|[1-9]\d{0,15})$/.exec(old ?? '') ?? []
  const proof = lines.map(findBase64)
  if (digits === undefined || !Number.isSafeInteger(Number(digits))) throw invalid()
  if (proof.length > MOST_HASHES || !proof.every((hash) => hash?.length === 32)) throw invalid()
  const checkpoint = text.slice(end + 2)
  return { oldSize: Number(digits), proof: proof as Uint8Array[], checkpoint }
}

function invalid(): ProtocolError {
  return new ProtocolError('add-checkpoint-invalid', 'not a request to a witness')
}

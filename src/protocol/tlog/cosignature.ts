/**
 * Cosignatures (c2sp.org/tlog-cosignature), the Ed25519 kind: a witness states that, as of a time, this is the largest tree
 * of the log that it has seen, and that it is consistent with every one before.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import { isValidSignature, sign } from '../signing-key.ts'
import type { SigningKey } from '../signing-key.ts'
import {
  assertName,
  encodeSignatureLine,
  encodeTypedKey,
  keyIdOf,
  parseNoteUnsafe,
  parseTypedKey,
  signaturesOf,
} from './note.ts'
import type { NoteSignature, NoteSigner, NoteVerifier } from './note.ts'

/** Signature type: timestamped Ed25519 cosignature. */
const COSIGNATURE = 0x04

/** Bytes of the time before the signature. */
const TIME_SIZE = 8

/** A witness: the name it signs as, and its key. The signed message holds no name, so a key serves one name alone. */
export type Cosigner = NoteVerifier

/** One verified cosignature. */
export interface Cosignature {
  /** When it was made, in s since 1970. */
  readonly time: number
  /** The signature line, with its line feed. */
  readonly line: string
}

/** The witness's key as a vkey of type 0x04. */
export function encodeCosignerKey(cosigner: Cosigner): string {
  return encodeTypedKey(cosigner, COSIGNATURE)
}

/** Reads it; throws `verifier-key-invalid`, also on a vkey of another type: a log's key is no witness's. */
export function parseCosignerKey(text: string): Cosigner {
  return parseTypedKey(text, COSIGNATURE)
}

/** A witness's signer; `signBytes` where the platform signs faster. */
export function buildCosigner(name: string, key: SigningKey, signBytes = sign): NoteSigner {
  assertName(name)
  return { name, key, sign: (message) => signBytes(message, key) }
}

/**
 * The signature line under a checkpoint, the whole note body of which is signed, at `time` (s since 1970). Whoever calls has
 * made sure of what it states.
 */
export function cosign(checkpointText: string, time: number, signer: NoteSigner): string {
  if (!Number.isSafeInteger(time) || time < 0) throw new TypeError('not a time in seconds')
  const stamp = new Uint8Array(TIME_SIZE)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
  const signature = concatBytes(stamp, signer.sign(messageOf(checkpointText, time)))
  return encodeSignatureLine({ name: signer.name, keyId: keyIdOf(signer, COSIGNATURE), signature })
}

/**
 * This witness's newest cosignature under a note, or undefined without one. Throws `note-invalid`, and
 * `cosignature-invalid` when a line that says it is of this witness is not of this checkpoint: a cosignature of another size
 * or log counts for nothing.
 */
export function findCosignature(note: string, cosigner: Cosigner): Cosignature | undefined {
  const { text, signatures } = parseNoteUnsafe(note)
  const own = signaturesOf(signatures, cosigner, COSIGNATURE).map((line) =>
    verifyLine(line, text, cosigner),
  )
  return own.toSorted((a, b) => b.time - a.time)[0]
}

function verifyLine(line: NoteSignature, text: string, cosigner: Cosigner): Cosignature {
  const { signature: bytes } = line
  if (bytes.length <= TIME_SIZE) throw invalid()
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset, TIME_SIZE).getBigUint64(0))
  // Times beyond 2^53 s lie further ahead than the universe is old, and would lose digits here.
  if (!Number.isSafeInteger(time)) throw invalid()
  if (!isValidSignature(bytes.slice(TIME_SIZE), messageOf(text, time), cosigner.key))
    throw invalid()
  return { time, line: encodeSignatureLine(line) }
}

function messageOf(checkpointText: string, time: number): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${time}\n${checkpointText}`)
}

function invalid(): ProtocolError {
  return new ProtocolError(
    'cosignature-invalid',
    'a cosignature is not the witness’s, or not of this checkpoint',
  )
}

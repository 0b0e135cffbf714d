/**
 * Signed notes (c2sp.org/signed-note): a text, a blank line, and a line for each signature. Unknown signatures are
 * ignored, so keys rotate and witnesses join without breaking a reader.
 *
 * @module
 */
import { concatBytes, encodeUtf8, equalBytes } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { isValidSignature, parseSigningPublicKey, sign } from '../signing-key.ts'
import type { SigningKey, SigningPublicKey } from '../signing-key.ts'
import { encodeBase64, findBase64 } from './base64.ts'

/** Signature type: Ed25519 over the text. */
const ED25519 = 0x01

/** Verifiers must accept at least 16 signatures; more than this is an attempt to keep us busy. */
const MOST_SIGNATURES = 64

/** One signature line. `keyId` (4 bytes) says which of a name's keys made it. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

/** A note as it was read: nothing is verified. */
export interface Note {
  /** With its final line feed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A key whose signature under a note counts, with the name it signs as. */
export interface NoteVerifier {
  readonly name: string
  readonly key: SigningPublicKey
}

/** Signs notes under a name. */
export interface NoteSigner extends NoteVerifier {
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** A signer with this key; `signBytes` where the platform signs faster. */
export function buildNoteSigner(name: string, key: SigningKey, signBytes = sign): NoteSigner {
  assertName(name)
  return { name, key, sign: (message) => signBytes(message, key) }
}

/** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
export function keyIdOf({ name, key }: NoteVerifier, type: number): Uint8Array {
  const typed = Uint8Array.of(type, ...key.publicKey)
  return sha256(concatBytes(encodeUtf8(`${name}\n`), typed)).subarray(0, 4)
}

/** The key in the form of a vkey: `name+hex key id+base64(type ‖ public key)`. */
export function encodeVerifierKey(verifier: NoteVerifier): string {
  return encodeTypedKey(verifier, ED25519)
}

/** Reads a vkey; throws `verifier-key-invalid` unless it is one of an Ed25519 key, with the key id that follows. */
export function parseVerifierKey(text: string): NoteVerifier {
  return parseTypedKey(text, ED25519)
}

/** As `encodeVerifierKey`, of an Ed25519 key that signs in the way of this signature type. */
export function encodeTypedKey(verifier: NoteVerifier, type: number): string {
  const id = Array.from(keyIdOf(verifier, type), (byte) => byte.toString(16).padStart(2, '0'))
  const typed = Uint8Array.of(type, ...verifier.key.publicKey)
  return `${verifier.name}+${id.join('')}+${encodeBase64(typed)}`
}

/** As `parseVerifierKey`, of an Ed25519 key that signs in the way of this signature type. */
export function parseTypedKey(text: string, type: number): NoteVerifier {
  const [, name, , encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  const typed = findBase64(encoded ?? '')
  if (name === undefined || typed?.length !== 33 || typed[0] !== type) throw verifierInvalid()
  const verifier = { name, key: parseSigningPublicKey(typed.subarray(1)) }
  if (encodeTypedKey(verifier, type) !== text) throw verifierInvalid()
  return verifier
}

/** The signed note over this text, which ends with a line feed. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!isNoteText(text))
    throw new TypeError('a note text is lines, the last ending with a line feed')
  const { name } = signer
  const keyId = keyIdOf(signer, ED25519)
  const signature = signer.sign(encodeUtf8(text))
  return `${text}\n${encodeSignatureLine({ name, keyId, signature })}`
}

/** One signature line, with its line feed. */
export function encodeSignatureLine({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${encodeBase64(concatBytes(keyId, signature))}\n`
}

/** Reads signature lines from outside, as they end a note or as a witness answers; throws `note-invalid`. */
export function parseSignatureLines(text: string): NoteSignature[] {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MOST_SIGNATURES)
    throw noteInvalid()
  return lines.map(parseSignatureLine)
}

/** The note with these signature lines added; throws `note-invalid` if there are too many of them. */
export function addSignatures(note: string, lines: readonly string[]): string {
  const signed = note + lines.join('')
  parseNoteUnsafe(signed)
  return signed
}

/** Reads a note from outside without verifying it; throws `note-invalid`. */
export function parseNoteUnsafe(note: string): Note {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  if (end < 0 || !isNoteText(text)) throw noteInvalid()
  return { text, signatures: parseSignatureLines(note.slice(end + 2)) }
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? []
  const bytes = findBase64(encoded ?? '')
  if (name === undefined || bytes === undefined || bytes.length < 5) throw noteInvalid()
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

/**
 * The text of a note that this key has signed. Throws `note-invalid`, `note-unsigned` without a line of this key, and
 * `note-signature-invalid` when a line that says it is of this key is not.
 */
export function verifyNote(note: string, verifier: NoteVerifier): string {
  const { text, signatures } = parseNoteUnsafe(note)
  const own = signaturesOf(signatures, verifier, ED25519)
  if (own.length === 0)
    throw new ProtocolError('note-unsigned', 'the note carries no signature by the expected key')
  const message = encodeUtf8(text)
  if (!own.every((line) => isValidSignature(line.signature, message, verifier.key)))
    throw new ProtocolError('note-signature-invalid', 'a signature of the note is not valid')
  return text
}

/** The lines that say they are of this key: name and key id together name it. */
export function signaturesOf(
  signatures: readonly NoteSignature[],
  verifier: NoteVerifier,
  type: number,
): NoteSignature[] {
  const keyId = keyIdOf(verifier, type)
  return signatures.filter(({ name, keyId: id }) => name === verifier.name && equalBytes(id, keyId))
}

/**
 * The note with the lines of this key alone, as `signNote` wrote it. Verifies nothing: for a note that was verified. Throws
 * `note-invalid`, `note-unsigned`.
 */
export function keepSignatureOf(note: string, verifier: NoteVerifier): string {
  const { text, signatures } = parseNoteUnsafe(note)
  const own = signaturesOf(signatures, verifier, ED25519)[0]
  if (own === undefined)
    throw new ProtocolError('note-unsigned', 'the note carries no signature by the expected key')
  return `${text}\n${encodeSignatureLine(own)}`
}

/** Lines of text without control characters but the line feed (signed-note, "Format"). */
function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !/[^\P{Cc}\n]/u.test(text)
}

/** Throws TypeError unless notes can be signed under this name. */
export function assertName(name: string): void {
  if (!/^[^\s+]+$/.test(name)) throw new TypeError('a key name has no spaces and no plus')
}

function noteInvalid(): ProtocolError {
  return new ProtocolError('note-invalid', 'not a signed note')
}

function verifierInvalid(): ProtocolError {
  return new ProtocolError('verifier-key-invalid', 'not a verifier key')
}

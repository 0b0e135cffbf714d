/**
 * A receipt of the log in files: what proves, to anybody and without network, that a record is in the log.
 *
 *     x.tlog-proof         index, inclusion path and signed checkpoint (c2sp.org/tlog-proof)
 *     x.tlog-proof.leaf    the exact bytes of the record's leaf
 *     x.tlog-proof.record  what a closed leaf commits to, and the nonce that opens it; only for those concerned
 *
 * @module
 */
import { access } from 'node:fs/promises'
import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import { encodeTlogProof, parseTlogProof } from '../protocol/tlog/tlog-proof.ts'
import type { TlogProof } from '../protocol/tlog/tlog-proof.ts'
import type { Arguments } from './arguments.ts'
import type { Option } from './command.ts'
import { CliError } from './errors.ts'
import { readInput } from './input-file.ts'
import { isErrno, replacePrivateFile } from './private-file.ts'

/** Option of commands whose act is recorded. */
export const PROOF_OPTION: Option = {
  value: 'FIL',
  text: {
    sv: 'spara loggens kvitto (.tlog-proof) i den här filen',
    en: 'keep the log’s receipt (.tlog-proof) in this file',
  },
}

/** A record and the proof that it is in the log. Attacker-controlled when it was read. */
export interface LogReceipt extends TlogProof {
  readonly leaf: Uint8Array
  /** What opens a closed leaf, for those concerned. */
  readonly opening: { readonly body: Uint8Array; readonly nonce: Uint8Array } | null
}

/** Throws `file-exists` if a receipt, or a part of one, lies there: a proof is never overwritten by another. */
export async function verifyNoReceipt(path: string): Promise<void> {
  for (const name of [path, `${path}.leaf`, `${path}.record`]) {
    const isThere = await access(name).then(
      () => true,
      () => false,
    )
    if (isThere) throw new CliError('file-exists', name)
  }
}

/** Writes a receipt, for its owner alone. */
export async function writeReceiptFiles(path: string, receipt: LogReceipt): Promise<void> {
  const { leaf, opening } = receipt
  await replacePrivateFile(`${path}.leaf`, leaf)
  if (opening !== null) {
    const body = encodeBase64url(opening.body)
    const nonce = encodeBase64url(opening.nonce)
    await replacePrivateFile(`${path}.record`, `${JSON.stringify({ body, nonce }, null, 2)}\n`)
  }
  await replacePrivateFile(path, encodeTlogProof(receipt))
}

/** What a gateway's answer proved, as a receipt. */
export function receiptOf({ index, proof, checkpoint, record }: RecordClaim): LogReceipt {
  const { leaf, body, nonce } = record
  return { index, proof, checkpoint, leaf, opening: body && nonce && { body, nonce } }
}

/** Keeps the receipt of an act where the command line says, if it does. */
export async function writeProofIfAsked(args: Arguments, claim: RecordClaim): Promise<void> {
  const path = args.optional('proof')
  if (path !== undefined) await writeReceiptFiles(path, receiptOf(claim))
}

/** Reads a receipt. Throws `file-missing`, `input-invalid`, `tlog-proof-invalid`. */
export async function readReceiptFiles(path: string): Promise<LogReceipt> {
  const proof = parseTlogProof(parseUtf8(await readInput(path)))
  const leaf = await readInput(`${path}.leaf`)
  return { ...proof, leaf: new Uint8Array(leaf), opening: await findOpening(`${path}.record`) }
}

async function findOpening(path: string): Promise<LogReceipt['opening']> {
  let bytes: Uint8Array
  try {
    bytes = await readInput(path)
  } catch (error) {
    if (error instanceof CliError && isErrno(error.cause, 'ENOENT')) return null
    throw error
  }
  const value = parseJson(bytes)
  if (!isJsonObject(value)) throw new CliError('input-invalid', path)
  const { body, nonce } = value
  if (typeof body !== 'string' || typeof nonce !== 'string')
    throw new CliError('input-invalid', path)
  return { body: parseBase64url(body), nonce: parseBase64url(nonce) }
}

/**
 * The folder of a witness: `witness.json` (its name and the logs that it knows), `witness.key` (the seed of its key) and
 * `state.json` (what it has cosigned). The process runs alone, so the key lies open in a private file, as a node's does.
 *
 * @module
 */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { createWitnessState, openWitnessState, readWitnessState } from '../audit/witness-state.ts'
import type { HeldWitnessState, WitnessedCheckpoint } from '../audit/witness-state.ts'
import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import { generateSigningKey, signingKeyFromSeed } from '../protocol/signing-key.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { buildCosigner, encodeCosignerKey } from '../protocol/tlog/cosignature.ts'
import type { NoteSigner, NoteVerifier } from '../protocol/tlog/note.ts'
import { CliError } from './errors.ts'
import { parseLogKey } from './log-place.ts'
import {
  createPrivateFile,
  isErrno,
  makePrivateFolder,
  readPrivateFile,
  verifyPrivateFolder,
} from './private-file.ts'

const SETTINGS = 'witness.json'
const KEY = 'witness.key'
const STATE = 'state.json'

/** What a witness is called and whom it knows. */
export interface WitnessSettings {
  /** Its key name, for ever. */
  readonly name: string
  /** vkeys of the logs. */
  readonly logs: readonly string[]
}

/** A witness, opened from its folder. */
export interface WitnessFolder {
  readonly path: string
  readonly signer: NoteSigner
  readonly vkey: string
  readonly logs: readonly NoteVerifier[]
}

/** Makes a witness in a new folder: key, settings and the only state that it will ever begin with. Throws `file-exists`. */
export async function createWitness(
  path: string,
  { name, logs }: WitnessSettings,
): Promise<WitnessFolder> {
  for (const log of logs) parseLogKey(log)
  await makePrivateFolder(path)
  await verifyEmpty(path)
  const key = generateSigningKey()
  await createPrivateFile(
    join(path, SETTINGS),
    `${JSON.stringify({ v: 1, name, logs }, null, 2)}\n`,
  )
  await createWitnessState(join(path, STATE), encodeCosignerKey({ name, key }))
  // Last, so that there is no key whose state was never made.
  await createPrivateFile(join(path, KEY), `${encodeBase64url(key.seed)}\n`)
  return openWitness(path)
}

/** Opens it. Throws `witness-missing`, `folder-not-private`, `file-not-private`, `input-invalid`. */
export async function openWitness(path: string): Promise<WitnessFolder> {
  try {
    await verifyPrivateFolder(path)
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) throw new CliError('witness-missing', path, { cause })
    throw cause
  }
  const { name, logs } = parseSettings(await readOrMissing(join(path, SETTINGS)))
  const signer = buildCosigner(name, parseKey(await readOrMissing(join(path, KEY))))
  return { path, signer, vkey: encodeCosignerKey(signer), logs: logs.map(parseLogKey) }
}

/** Opens its state for this process alone; throws `witness-state-…`. */
export function holdState({ path, vkey }: WitnessFolder): Promise<HeldWitnessState> {
  return openWitnessState(join(path, STATE), vkey)
}

/** What it has cosigned so far, to look at; throws `witness-state-…`. */
export function readState({ path, vkey }: WitnessFolder): Promise<readonly WitnessedCheckpoint[]> {
  return readWitnessState(join(path, STATE), vkey)
}

/** Whatever an earlier witness left, a key or a state, must not be mixed with this one. */
async function verifyEmpty(path: string): Promise<void> {
  for (const name of [KEY, STATE, SETTINGS]) {
    const isThere = await access(join(path, name)).then(
      () => true,
      () => false,
    )
    if (isThere) throw new CliError('file-exists', join(path, name))
  }
}

async function readOrMissing(path: string): Promise<string> {
  try {
    return await readPrivateFile(path)
  } catch (cause) {
    if (!(cause instanceof CliError) || cause.code !== 'file-missing') throw cause
    throw new CliError('witness-missing', path, { cause })
  }
}

function parseSettings(text: string): WitnessSettings {
  try {
    const json = parseJson(encodeUtf8(text))
    if (!isJsonObject(json) || json['v'] !== 1) throw new TypeError('not settings')
    const { name, logs } = json
    if (typeof name !== 'string' || !Array.isArray(logs)) throw new TypeError('not settings')
    return { name, logs: logs.map(String) }
  } catch (cause) {
    throw new CliError('input-invalid', SETTINGS, { cause })
  }
}

function parseKey(text: string): SigningKey {
  try {
    return signingKeyFromSeed(parseBase64url(text.trim()))
  } catch (cause) {
    throw new CliError('input-invalid', KEY, { cause })
  }
}

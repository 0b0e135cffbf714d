/**
 * What a witness remembers: for each log the largest checkpoint that it cosigned. Written to disk and synced before a
 * cosignature leaves the process. It is made once, with the key, and never again: a witness that had forgotten could cosign
 * a second history, so a lost state ends the key.
 *
 * @module
 */
import { randomUUID } from 'node:crypto'
import { readFile, unlink, writeFile } from 'node:fs/promises'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { parseCheckpointUnsafe } from '../protocol/tlog/checkpoint.ts'
import type { Checkpoint } from '../protocol/tlog/checkpoint.ts'
import { parseJson } from '../protocol/json.ts'
import { createDurably, replaceDurably } from './durable-file.ts'
import { AuditError } from './errors.ts'

/** A checkpoint that was cosigned, with the note that it came in. */
export interface WitnessedCheckpoint extends Checkpoint {
  readonly note: string
}

/** The memory of a witness. */
export interface WitnessState {
  /** The largest checkpoint cosigned for this log. */
  readonly find: (origin: string) => WitnessedCheckpoint | undefined
  readonly list: () => readonly WitnessedCheckpoint[]
  /**
   * Remembers it, durably before it resolves. Rejects with `witness-state-failing`, or
   * `witness-state-in-use` when another process has changed it, and then remembers what it did before.
   */
  readonly keep: (checkpoint: WitnessedCheckpoint) => Promise<void>
}

/** A state that this process alone may change, until it is released. */
export interface HeldWitnessState extends WitnessState {
  readonly release: () => Promise<void>
}

/** What stands in the file. */
interface StateFile {
  readonly v: 1
  /** The witness's vkey: a state belongs to one key. */
  readonly witness: string
  /** Signed notes, one for each log. */
  readonly checkpoints: readonly string[]
}

/** Makes the state of a new witness. Rejects with `witness-state-exists`. */
export async function createWitnessState(path: string, witness: string): Promise<void> {
  try {
    await createDurably(path, encode({ v: 1, witness, checkpoints: [] }))
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause
    throw new AuditError('witness-state-exists', 'the witness has a state', { cause })
  }
}

/**
 * Opens the state of the witness with this vkey for this process alone. Rejects with `witness-state-missing` (retire the
 * witness: its key must never sign again), `witness-state-invalid`, `witness-state-of-another` and `witness-state-in-use`.
 */
export async function openWitnessState(path: string, witness: string): Promise<HeldWitnessState> {
  const lock = await takeLock(`${path}.lock`)
  try {
    let { text, checkpoints } = await load(path, witness)
    const known = new Map(checkpoints.map((one) => [one.origin, one]))
    return {
      find: (origin) => known.get(origin),
      list: () => [...known.values()],
      keep: async (checkpoint) => {
        // Another process may have taken us for dead, or another machine share the folder.
        if (!(await lock.isHeld()) || (await load(path, witness)).text !== text)
          throw new AuditError('witness-state-in-use', 'another process is this witness')
        const notes = [...new Map(known).set(checkpoint.origin, checkpoint).values()]
        text = await write(path, witness, notes)
        known.set(checkpoint.origin, checkpoint)
      },
      release: lock.release,
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** As `openWitnessState`, to look at: somebody else may hold and change it. */
export async function readWitnessState(
  path: string,
  witness: string,
): Promise<readonly WitnessedCheckpoint[]> {
  return (await load(path, witness)).checkpoints
}

/** Returns what was written. */
async function write(
  path: string,
  witness: string,
  checkpoints: readonly WitnessedCheckpoint[],
): Promise<string> {
  const text = encode({ v: 1, witness, checkpoints: checkpoints.map(({ note }) => note) })
  try {
    await replaceDurably(path, text)
    return text
  } catch (cause) {
    throw new AuditError('witness-state-failing', 'the state cannot be written', { cause })
  }
}

/** The state as it stands on the disk. */
interface Loaded {
  readonly text: string
  readonly checkpoints: readonly WitnessedCheckpoint[]
}

async function load(path: string, witness: string): Promise<Loaded> {
  let text
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause
    throw new AuditError('witness-state-missing', 'the witness has no state', { cause })
  }
  const file = parse(text)
  if (file.witness !== witness)
    throw new AuditError('witness-state-of-another', 'the state is another witness’s')
  return { text, checkpoints: file.checkpoints }
}

function parse(text: string): { witness: string; checkpoints: WitnessedCheckpoint[] } {
  try {
    const { v, witness, checkpoints } = parseJson(encodeUtf8(text)) as unknown as StateFile
    if (v !== 1 || typeof witness !== 'string') throw new TypeError('not a state')
    const notes = checkpoints.map((note) => ({ ...parseCheckpointUnsafe(note), note }))
    if (new Set(notes.map(({ origin }) => origin)).size !== notes.length)
      throw new TypeError('a log stands there twice')
    return { witness, checkpoints: notes }
  } catch (cause) {
    throw new AuditError('witness-state-invalid', 'the state cannot be read', { cause })
  }
}

function encode(file: StateFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

/** A lock that this process holds until somebody else takes it. */
interface Lock {
  readonly isHeld: () => Promise<boolean>
  readonly release: () => Promise<void>
}

/** Two processes with one state would cosign two histories. The file names our process, and a word that nobody else has. */
async function takeLock(path: string): Promise<Lock> {
  const own = `${process.pid} ${randomUUID()}\n`
  const isHeld = async () => (await readFile(path, 'utf8').catch(() => '')) === own
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, own, { flag: 'wx', mode: 0o600 })
      return { isHeld, release: async () => ((await isHeld()) ? unlink(path) : undefined) }
    } catch (cause) {
      if (!hasCode(cause, 'EEXIST')) throw cause
      if (attempt > 0 || (await isAlive(path)))
        throw new AuditError('witness-state-in-use', 'another process is this witness', { cause })
      // Left by a process that has ended.
      await unlink(path).catch(() => {})
    }
  }
}

async function isAlive(path: string): Promise<boolean> {
  const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10)
  // In a container every witness has the same number: ours from before a crash is nobody else. If it is, one of us stops.
  if (!(pid > 0) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

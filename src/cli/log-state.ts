import { parseJson } from '../protocol/json.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import type { VerifiedUpTo } from '../client/log-verification.ts'
import { CliError } from './errors.ts'
import { isErrno, readPrivateFile, replacePrivateFile } from './private-file.ts'

/** How far each year was verified. */
export type LogState = Map<number, VerifiedUpTo>

/** Between two savings of the state while a log is read, ms: what an interruption costs. */
const BETWEEN = 2_000

/**
 * The file that remembers how far a log was verified and under which checkpoint, so that the next run begins there. Whoever can write
 * to it can make a verification skip records; so only its owner may.
 */
export class LogStateFile {
  readonly #path: string
  readonly #clock: () => number
  readonly state: LogState
  #saved: number

  private constructor(path: string, clock: () => number, state: LogState) {
    this.#path = path
    this.#clock = clock
    this.state = state
    this.#saved = clock()
  }

  /** Reads it; empty if there is none yet. Throws `input-invalid`, `file-not-private`. */
  static async open(path: string, clock: () => number): Promise<LogStateFile> {
    try {
      return new LogStateFile(path, clock, parseState(await readPrivateFile(path), path))
    } catch (error) {
      const isAbsent = error instanceof CliError && isErrno(error.cause, 'ENOENT')
      if (isAbsent) return new LogStateFile(path, clock, new Map())
      throw error
    }
  }

  /** A year is verified up to here. Saved now and then. */
  async advance(year: number, upTo: VerifiedUpTo): Promise<void> {
    this.state.set(year, upTo)
    if (this.#clock() - this.#saved >= BETWEEN) await this.save()
  }

  async save(): Promise<void> {
    this.#saved = this.#clock()
    const years = Object.fromEntries(this.state)
    await replacePrivateFile(this.#path, `${JSON.stringify({ v: 1, years }, null, 2)}\n`)
  }
}

function parseState(text: string, path: string): LogState {
  const state: LogState = new Map()
  for (const [year, upTo] of Object.entries(readYears(text, path))) {
    const { note, next } = isJsonObject(upTo) ? upTo : {}
    if (!/^\d{4}$/.test(year) || typeof note !== 'string' || typeof next !== 'number')
      throw new CliError('input-invalid', path)
    state.set(Number(year), { note, next })
  }
  return state
}

function readYears(text: string, path: string): Readonly<Record<string, JsonValue>> {
  try {
    const value = parseJson(new TextEncoder().encode(text))
    if (isJsonObject(value) && value['v'] === 1 && isJsonObject(value['years']))
      return value['years']
  } catch {
    // Falls through: what is no JSON is no state.
  }
  throw new CliError('input-invalid', path)
}

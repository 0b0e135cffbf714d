/**
 * The `sluss` command as people in the story use it: the very program, run in this process with its output caught.
 *
 * @module
 */
import { Readable, Writable } from 'node:stream'
import { main } from '../cli/main.ts'
import type { Language } from '../protocol/statements/local-text.ts'

/** Who types the command, and where that person's keys are. */
export interface KeyHolder {
  /** The agency's key folder. */
  readonly folder: string
  /** Folder with the passphrases of its keys. */
  readonly passphrases: string
  /** Short name of the member; for commands that a member runs. */
  readonly as?: string
}

/** What a command answered. */
export interface Answer {
  readonly exit: number
  /** Standard output, read as JSON; undefined when there was none. */
  readonly json: unknown
  readonly stderr: string
}

/** Runs one command line with `--json`. Never throws for a refusal: the story looks at what came of it. */
export async function sluss(
  words: readonly string[],
  actor: KeyHolder,
  language: Language,
): Promise<Answer> {
  const stdout = new Caught()
  const stderr = new Caught()
  const exit = await main([...words, ...personOptions(actor), '--json', '--lang', language], {
    // Nobody sits at this terminal: a question would be refused, not waited for.
    streams: { stdin: Readable.from([]) as NodeJS.ReadStream, stdout, stderr },
    env: { SLUSS_PASSPHRASE_FILE: actor.passphrases },
    clock: Date.now,
    fetch,
  })
  const text = stdout.text
  return { exit, json: text === '' ? undefined : JSON.parse(text), stderr: stderr.text }
}

function personOptions({ folder, as }: KeyHolder): string[] {
  return ['--folder', folder, ...(as === undefined ? [] : ['--as', as])]
}

/** A stream that keeps what is written to it. */
class Caught extends Writable {
  text = ''

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

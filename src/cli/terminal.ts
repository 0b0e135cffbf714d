/**
 * Everything that is written to the terminal goes through here.
 *
 * 1. Standard output has the result that was asked for and nothing else: lines for a person or, with `--json`, one
 *    JSON document, which is `{"error": …}` when there is no result.
 * 2. Standard error has everything else: progress, warnings, questions and errors.
 * 3. An error is two lines: what is wrong and its code, then what to do. No stack, no input values.
 * 4. Swedish, unless `--lang en` or an English `LANG` says otherwise.
 * 5. What may take longer than a second says so before it starts.
 * 6. No control characters: they are shown, not obeyed.
 *
 * The one exception: passphrases are read from the controlling terminal with echo off.
 *
 * @module
 */
import { createInterface } from 'node:readline/promises'
import { inspect } from 'node:util'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import { CliError } from './errors.ts'
import { isErrno } from './private-file.ts'

/** The streams of one run. A test passes its own. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

interface TerminalOptions {
  readonly language: Language
  readonly json: boolean
}

/** Where a command speaks. */
export class Terminal {
  readonly language: Language
  readonly json: boolean
  readonly #streams: Streams

  constructor(streams: Streams, options: TerminalOptions) {
    this.#streams = streams
    this.language = options.language
    this.json = options.json
  }

  /** The text in this terminal's language. */
  text(local: LocalText): string {
    return local[this.language]
  }

  /** Writes the result: the lines, or the value as JSON. Called once by a command. */
  result(value: unknown, lines: readonly string[]): void {
    const text = this.json ? JSON.stringify(value, null, 2) : lines.join('\n')
    if (text !== '') this.#streams.stdout.write(showControls(`${text}\n`))
  }

  /** Says something beside the result. */
  note(local: LocalText): void {
    this.#say(`${this.text(local)}\n`)
  }

  /** Warns: the command goes on, but somebody must look at this. */
  warn(local: LocalText): void {
    const label = this.text({ sv: 'varning', en: 'warning' })
    this.#say(`sluss: ${label}: ${this.text(local)}\n`)
  }

  /** Says what is wrong and what to do. With `--json` the result is then the error. */
  error(code: string, what: LocalText, action: LocalText): void {
    if (this.json)
      this.result({ error: { code, what: this.text(what), action: this.text(action) } }, [])
    this.#say(`sluss: ${this.text(what)} [${code}]\n  ${this.text(action)}\n`)
  }

  /** Shows an error with its stack and causes, for whoever mends the program. */
  trace(error: unknown): void {
    this.#say(`${inspect(error)}\n`)
  }

  #say(text: string): void {
    this.#streams.stderr.write(showControls(text))
  }

  /** Announces work that may take longer than a second, then does it. */
  async progress<T>(local: LocalText, work: () => T | Promise<T>): Promise<T> {
    this.#streams.stderr.write(`${this.text(local)} … `)
    try {
      const result = await work()
      this.#streams.stderr.write(`${this.text({ sv: 'klart', en: 'done' })}\n`)
      return result
    } catch (error) {
      this.#streams.stderr.write('\n')
      throw error
    }
  }

  /**
   * Shows how far something has come. In a terminal each text takes the place of the one before, elsewhere it is a line of its own;
   * the last one, with `isDone`, stays.
   */
  update(local: LocalText, isDone = false): void {
    const { stderr } = this.#streams
    const text = showControls(this.text(local))
    if (!(stderr as Partial<NodeJS.WriteStream>).isTTY) stderr.write(`${text}\n`)
    else stderr.write(`\r${text}\u001b[K${isDone ? '\n' : ''}`)
  }

  /** Whether what is said beside the result is read by a person in a terminal as it comes. */
  get isWatched(): boolean {
    return (this.#streams.stderr as Partial<NodeJS.WriteStream>).isTTY === true
  }

  /** Asks a question that must be answered with yes. Throws `not-confirmed` when there is nobody to ask. */
  async confirm(question: LocalText): Promise<boolean> {
    const { stdin, stderr } = this.#streams
    if (!stdin.isTTY) throw new CliError('not-confirmed', '--yes')
    const lines = createInterface({ input: stdin, output: stderr })
    try {
      const answer = await lines.question(`${this.text(question)} `)
      return answer.trim().toLowerCase() === this.text({ sv: 'ja', en: 'yes' })
    } finally {
      lines.close()
    }
  }

  /** Asks for a passphrase with echo off. Throws `passphrase-missing` when there is nobody to ask. */
  async askPassphrase(question: LocalText): Promise<string> {
    const { stdin, stderr } = this.#streams
    if (!stdin.isTTY) throw new CliError('passphrase-missing', 'SLUSS_PASSPHRASE_FILE')
    stderr.write(`${this.text(question)}: `)
    stdin.setRawMode(true)
    stdin.resume()
    try {
      return await readHiddenLine(stdin)
    } finally {
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    }
  }
}

/** Control characters but tab and line feed, and those that turn the direction of writing. */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/**
 * Shows what a terminal would obey, as JSON escapes it: what others wrote (a reason, a message, a gateway's answer) must not
 * make anything else appear than what it says.
 */
function showControls(text: string): string {
  return text.replace(CONTROLS, (control) => {
    const code = control.charCodeAt(0).toString(16)
    return `\\u${code.padStart(4, '0')}`
  })
}

/** The language of a run: `--lang` first, then the locale's environment variables, Swedish otherwise. */
export function chooseLanguage(env: NodeJS.ProcessEnv, option: string | undefined): Language {
  if (option !== undefined) {
    if (option !== 'sv' && option !== 'en') throw new CliError('usage', '--lang')
    return option
  }
  const locale = env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? ''
  return locale.startsWith('en') ? 'en' : 'sv'
}

/** Stops quietly when the reader of standard output goes away, as `sluss inbox | head` does. */
export function endWithReader(stdout: NodeJS.WritableStream): void {
  stdout.on('error', (error) => {
    if (!isErrno(error, 'EPIPE')) throw error
  })
}

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const BACKSPACE = new Set(['\u0008', '\u007f'])

async function readHiddenLine(stdin: NodeJS.ReadStream): Promise<string> {
  let line: string[] = []
  const decoder = new TextDecoder()
  for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
    for (const symbol of decoder.decode(chunk as Uint8Array, { stream: true })) {
      if (symbol === CTRL_C || symbol === CTRL_D) throw new CliError('passphrase-missing', 'tty')
      if (symbol === '\r' || symbol === '\n') return line.join('')
      if (BACKSPACE.has(symbol)) line = line.slice(0, -1)
      else line.push(symbol)
    }
  }
  throw new CliError('passphrase-missing', 'tty')
}

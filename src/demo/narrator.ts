import { styleText } from 'node:util'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import { DemoError } from './errors.ts'

type Style = Parameters<typeof styleText>[0]

const WIDTH = 96

/** Tells the story: chapters, what people do, the commands they type, and whether each step held. */
export class Narrator {
  readonly language: Language
  readonly #out: NodeJS.WritableStream
  #chapters = 0
  #held = 0

  constructor(out: NodeJS.WritableStream, language: Language) {
    this.#out = out
    this.language = language
  }

  /** How many steps have held so far. */
  get held(): number {
    return this.#held
  }

  text(local: LocalText): string {
    return local[this.language]
  }

  chapter(title: LocalText): void {
    this.#chapters++
    this.#write(`\n${this.#style('bold', `${this.#chapters}. ${this.text(title)}`)}\n\n`)
  }

  /** A paragraph, folded to the width of a page. */
  say(local: LocalText): void {
    for (const line of fold(this.text(local), WIDTH)) this.#write(`   ${line}\n`)
  }

  /** Says what is being done, before it is: it takes some time. */
  announce(local: LocalText): void {
    this.#mark('cyan', '·', fold(this.text(local), WIDTH - 2))
  }

  /** Words of a document or an answer, folded. */
  quote(lines: readonly string[]): void {
    for (const line of lines) this.show(fold(line, WIDTH - 4))
  }

  /** Lines that must stay as they are: commands. */
  show(lines: readonly string[]): void {
    for (const line of lines) this.#write(`     ${this.#style('dim', line)}\n`)
  }

  /** Announces a step, does it, and says that it held. Throws DemoError `step-failed` with the reason as its cause. */
  async step<T>(local: LocalText, work: () => T | Promise<T>): Promise<T> {
    const title = this.text(local)
    const lines = fold(title, WIDTH - 2)
    try {
      const result = await work()
      this.#held++
      this.#mark('green', '✓', lines)
      return result
    } catch (cause) {
      this.#mark('red', '✗', lines)
      throw new DemoError('step-failed', title, { cause })
    }
  }

  blank(): void {
    this.#write('\n')
  }

  #mark(color: Style, mark: string, lines: readonly string[]): void {
    lines.forEach((line, i) => {
      this.#write(` ${i === 0 ? this.#style(color, mark) : ' '} ${line}\n`)
    })
  }

  #style(format: Style, text: string): string {
    const stream = this.#out as NodeJS.WriteStream
    return styleText(format, text, { stream, validateStream: true })
  }

  #write(text: string): void {
    this.#out.write(text)
  }
}

/** Breaks a text between words so that no line is longer than the width, unless a word is. */
export function fold(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

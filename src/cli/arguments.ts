import { parseArgs } from 'node:util'
import type { Command, Option } from './command.ts'
import { COMMON_OPTIONS } from './command.ts'
import { CliError } from './errors.ts'

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** What was typed after a command's name, checked against what the command takes. */
export class Arguments {
  readonly #values: Values
  readonly #positionals: ReadonlyMap<string, string>

  constructor(values: Values, positionals: ReadonlyMap<string, string>) {
    this.#values = values
    this.#positionals = positionals
  }

  /** The argument of this name. */
  positional(name: string): string {
    const value = this.#positionals.get(name)
    if (value === undefined) throw new TypeError('the command takes no such argument')
    return value
  }

  /** The argument of this name, which need not be given. */
  optionalPositional(name: string): string | undefined {
    return this.#positionals.get(name)
  }

  /** An argument that is one of a closed list of words. */
  word<T extends string>(name: string, words: readonly T[]): T {
    const word = words.find((known) => known === this.positional(name))
    if (word === undefined) throw wrongWord(name, words)
    return word
  }

  /** The value of an option that must be there. */
  required(name: string): string {
    const value = this.optional(name)
    if (value === undefined) throw missing(`--${name}`)
    return value
  }

  optional(name: string): string | undefined {
    const value = this.#values[name]
    return typeof value === 'string' ? value : undefined
  }

  /** All values of an option that may be given several times. Each may itself be a list with commas. */
  list(name: string): string[] {
    const value = this.#values[name]
    if (!Array.isArray(value)) return []
    return value.flatMap((text) => String(text).split(',')).filter((text) => text !== '')
  }

  flag(name: string): boolean {
    return this.#values[name] === true
  }

  /** A whole number of at least one. */
  count(name: string, absent: number): number {
    const text = this.optional(name)
    if (text === undefined) return absent
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new CliError('usage', `--${name}`)
    return Number(text)
  }

  /** One of a closed list of words. */
  choice<T extends string>(name: string, words: readonly T[], absent?: T): T {
    const text = this.optional(name) ?? absent
    const word = words.find((known) => known === text)
    if (word === undefined) throw wrongWord(`--${name}`, words)
    return word
  }

  /** A list of words of a closed list. */
  choices<T extends string>(name: string, words: readonly T[], absent: readonly T[]): T[] {
    const given = this.list(name)
    if (given.length === 0) return [...absent]
    return given.map((text) => {
      const word = words.find((known) => known === text)
      if (word === undefined) throw wrongWord(`--${name}`, words)
      return word
    })
  }
}

/** Reads the words after a command's name. Throws `usage`, naming what is wrong. */
export function parseArguments(command: Command, words: readonly string[]): Arguments {
  const options: Record<string, Option> = { ...COMMON_OPTIONS, ...command.options }
  const { values, positionals } = parseWords(words, options)
  const surplus = positionals[command.positionals.length]
  if (surplus !== undefined) throw new CliError('usage', surplus, { fault: 'surplus' })
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && values[name] === undefined) throw missing(`--${name}`)
  }
  const named = command.positionals.flatMap((name, i): [string, string][] => {
    const value = positionals[i]
    const isOptional = name.startsWith('[')
    if (value === undefined && isOptional) return []
    if (value === undefined) throw missing(name)
    return [[isOptional ? name.slice(1, -1) : name, value]]
  })
  return new Arguments(values, new Map(named))
}

function parseWords(
  words: readonly string[],
  options: Readonly<Record<string, Option>>,
): { values: Values; positionals: string[] } {
  const known = Object.entries(options).map(([name, option]) => [
    name,
    {
      type: option.value === undefined ? ('boolean' as const) : ('string' as const),
      ...(option.multiple ? { multiple: true } : {}),
      ...(option.short === undefined ? {} : { short: option.short }),
    },
  ])
  try {
    return parseArgs({
      args: [...words],
      options: Object.fromEntries(known),
      allowPositionals: true,
    })
  } catch (cause) {
    throw stumbled(words, options, cause)
  }
}

/** The word that the parser stumbled on: an unknown option, or one whose value is missing or too much. */
function stumbled(
  words: readonly string[],
  options: Readonly<Record<string, Option>>,
  cause: unknown,
): CliError {
  const names = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0]!)
  const unknown = names.find((name) => !(name.slice(2) in options))
  if (unknown !== undefined)
    return new CliError('usage', unknown, { fault: 'option-unknown', cause })
  return new CliError('usage', words.findLast((word) => word.startsWith('-')) ?? '', { cause })
}

function missing(name: string): CliError {
  return new CliError('usage', name, { fault: 'missing' })
}

function wrongWord(name: string, words: readonly string[]): CliError {
  return new CliError('usage', `${name} ${words.join(', ')}`, { fault: 'wrong-word' })
}

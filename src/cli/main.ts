#!/usr/bin/env node
import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { COMMANDS, loadCommands } from './commands.ts'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import type { ExitCode } from './exit-code.ts'
import { EXIT } from './exit-code.ts'
import { describeFailure } from './failure.ts'
import { describeCommand, describeProgram } from './help.ts'
import { buildPassphraseSource } from './passphrases.ts'
import { chooseLanguage, endWithReader, Terminal } from './terminal.ts'
import type { Streams } from './terminal.ts'

/** What a run of `sluss` gets from the process around it. */
export interface Surroundings {
  readonly streams: Streams
  readonly env: NodeJS.ProcessEnv
  readonly clock: () => number
  readonly fetch: typeof fetch
}

/** Runs one command line and gives its exit code. Never throws and never ends the process. */
export async function main(words: readonly string[], around: Surroundings): Promise<ExitCode> {
  let terminal = new Terminal(around.streams, { language: 'sv', json: words.includes('--json') })
  try {
    const language = chooseLanguage(around.env, languageOption(words))
    terminal = new Terminal(around.streams, { language, json: words.includes('--json') })
    return await run(words, terminal, around)
  } catch (error) {
    return report(error, { words, terminal, env: around.env })
  }
}

async function run(
  words: readonly string[],
  terminal: Terminal,
  { env, clock, fetch }: Surroundings,
): Promise<ExitCode> {
  const { load, rest } = findCommand(words)
  if (load === undefined) {
    return showCommands(words, terminal)
  }
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    const { name, positionals, examples } = command
    terminal.result({ name, positionals, examples }, describeCommand(command, terminal))
    return EXIT.done
  }
  const context: Context = {
    terminal,
    env,
    clock,
    fetch,
    passphrases: buildPassphraseSource(env, terminal),
  }
  return command.run(parseArguments(command, rest), context)
}

/** The help of all commands, or of those that begin with the one word that was typed. Throws `usage` for a word that none has. */
async function showCommands(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const isAsked = words.includes('--help') || words.includes('-h')
  const typed = wordsOfCommand(words)
  const all = await loadCommands()
  const group = all.filter(({ name }) => name.startsWith(`${typed[0]} `))
  const isGroup = typed.length === 1 || isAsked
  if (typed.length > 0 && !(isGroup && group.length > 0))
    throw new CliError('usage', typed.slice(0, group.length > 0 ? 2 : 1).join(' '), {
      fault: 'command-unknown',
    })
  const shown = typed.length === 0 ? all : group
  terminal.result({ commands: shown.map(({ name }) => name) }, describeProgram(shown, terminal))
  return isAsked ? EXIT.done : EXIT.usage
}

/** What was typed without the options that every command has. */
function wordsOfCommand(words: readonly string[]): string[] {
  return words.filter((word, i) => !word.startsWith('-') && words[i - 1] !== '--lang')
}

/** What loads the command that the words begin with, the longer name first, and the words after it. */
function findCommand(words: readonly string[]): FoundCommand {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const load = COMMANDS.get(name)
    if (load !== undefined) return { name, load, rest: words.slice(length) }
  }
  return { name: undefined, load: undefined, rest: words }
}

interface FoundCommand {
  readonly name: string | undefined
  readonly load: (() => Promise<Command>) | undefined
  readonly rest: readonly string[]
}

function languageOption(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (at < 0) return undefined
  return words[at]!.includes('=') ? words[at]!.slice('--lang='.length) : (words[at + 1] ?? '')
}

interface Run {
  readonly words: readonly string[]
  readonly terminal: Terminal
  readonly env: NodeJS.ProcessEnv
}

function report(error: unknown, { words, terminal, env }: Run): ExitCode {
  const failure = describeFailure(error, findCommand(words).name)
  terminal.error(failure.code, failure.what, failure.action)
  // For whoever mends the program; never on by itself, as a cause may quote what it stumbled on.
  if (env['SLUSS_TRACE'] === '1') terminal.trace(error)
  return failure.exit
}

if (import.meta.main) {
  const { stdin, stdout, stderr } = process
  endWithReader(stdout)
  // Everything that a run writes is for its owner alone, whatever the shell's mask says.
  process.umask(0o077)
  process.exitCode = await main(process.argv.slice(2), {
    streams: { stdin, stdout, stderr },
    env: process.env,
    clock: Date.now,
    fetch,
  })
}

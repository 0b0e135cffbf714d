import type { Command, Option } from './command.ts'
import { COMMON_OPTIONS } from './command.ts'
import { EXIT, EXIT_TEXTS } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** The help of `sluss` itself: every command, and what the exit codes mean. */
export function describeProgram(commands: readonly Command[], terminal: Terminal): string[] {
  const names = commands.map(usageOf)
  return [
    terminal.text({
      sv: 'sluss – säker informationsdelning i ärenden om våld i nära relation',
      en: 'sluss – secure sharing of information in domestic-violence cases',
    }),
    '',
    ...table(
      names,
      commands.map((command) => terminal.text(command.summary)),
    ),
    '',
    terminal.text({ sv: 'Slutkoder:', en: 'Exit codes:' }),
    ...table(
      Object.values(EXIT).map(String),
      Object.keys(EXIT).map((key) => terminal.text(EXIT_TEXTS[key as keyof typeof EXIT])),
    ),
    '',
    terminal.text({
      sv: '”sluss KOMMANDO --help” visar ett kommando med exempel.',
      en: '“sluss COMMAND --help” shows a command with examples.',
    }),
  ]
}

/** The help of one command. */
export function describeCommand(command: Command, terminal: Terminal): string[] {
  const options = Object.entries<Option>({ ...command.options, ...COMMON_OPTIONS })
  return [
    `sluss ${usageOf(command)} [${terminal.text({ sv: 'val', en: 'options' })}]`,
    `  ${terminal.text(command.summary)}`,
    '',
    ...table(
      options.map(([name, option]) => flagOf(name, option)),
      options.map(([, option]) => textOf(option, terminal)),
    ),
    '',
    terminal.text({ sv: 'Exempel:', en: 'Examples:' }),
    ...command.examples.map((line) => `  ${line}`),
    ...describeExits(command, terminal),
  ]
}

function describeExits({ exits }: Command, terminal: Terminal): string[] {
  if (exits === undefined) return []
  const codes = exits.map(({ code }) => String(code))
  return [
    '',
    terminal.text({
      sv: 'Slutkoder, utöver dem som alla har:',
      en: 'Exit codes, besides those that all have:',
    }),
    ...table(
      codes,
      exits.map(({ text }) => terminal.text(text)),
    ),
  ]
}

function usageOf(command: Command): string {
  return [command.name, ...command.positionals].join(' ')
}

function flagOf(name: string, option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `
  return `${short}--${name}${option.value === undefined ? '' : ` ${option.value}`}`
}

function textOf(option: Option, terminal: Terminal): string {
  const marks = [
    option.required ? terminal.text({ sv: 'måste anges', en: 'required' }) : '',
    option.multiple ? terminal.text({ sv: 'flera går bra', en: 'may be repeated' }) : '',
  ].filter((mark) => mark !== '')
  const text = terminal.text(option.text)
  return marks.length === 0 ? text : `${text} (${marks.join(', ')})`
}

function table(left: readonly string[], right: readonly string[]): string[] {
  const width = Math.max(...left.map((text) => text.length))
  return left.map((text, i) => `  ${text.padEnd(width)}  ${right[i]}`)
}

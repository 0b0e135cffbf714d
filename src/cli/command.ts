import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Arguments } from './arguments.ts'
import type { Context } from './context.ts'
import type { ExitCode } from './exit-code.ts'

/** An option of a command. A `value` makes it one that takes a value, shown in the help by that name. */
export interface Option {
  readonly value?: string
  /** Whether it may be given several times. */
  readonly multiple?: true
  readonly required?: true
  readonly short?: string
  readonly text: LocalText
}

/** One command of `sluss`: what its help says and what it does. */
export interface Command {
  /** One or two words: `send`, `agency init`. */
  readonly name: string
  readonly summary: LocalText
  /** Names of the arguments that are not options, in order; all must be given but one in brackets: `[FIL]`. */
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  /** Whole command lines that work as they stand. */
  readonly examples: readonly string[]
  /** Exit codes that this command has besides those that all have. */
  readonly exits?: readonly { readonly code: ExitCode; readonly text: LocalText }[]
  /** Does it. Throws on refusal; returns the exit code otherwise. */
  readonly run: (args: Arguments, context: Context) => Promise<ExitCode>
}

/** Options that every command has. */
export const COMMON_OPTIONS = {
  json: {
    text: { sv: 'svara med JSON', en: 'answer with JSON' },
  },
  lang: {
    value: 'sv|en',
    text: { sv: 'språk (annars efter LANG)', en: 'language (otherwise by LANG)' },
  },
  help: {
    short: 'h',
    text: { sv: 'visa hjälp', en: 'show help' },
  },
} satisfies Record<string, Option>

/** Options of commands that work in an agency's key folder. */
export const FOLDER_OPTION = {
  folder: {
    value: 'MAPP',
    text: {
      sv: 'verksamhetens nyckelmapp (annars SLUSS_FOLDER eller här)',
      en: 'the agency’s key folder (otherwise SLUSS_FOLDER, or here)',
    },
  },
} satisfies Record<string, Option>

/** Options of commands that act as a member. */
export const MEMBER_OPTIONS = {
  ...FOLDER_OPTION,
  as: {
    value: 'NAMN',
    text: {
      sv: 'handläggare i mappen (behövs om det finns flera)',
      en: 'member in the folder (needed if there are several)',
    },
  },
} satisfies Record<string, Option>

/** Options of commands that custodians sign in. */
export const CUSTODIAN_OPTION = {
  custodian: {
    value: 'N',
    multiple: true,
    text: {
      sv: 'vilka behörighetsansvariga som skriver under (annars de första)',
      en: 'which custodians sign (otherwise the first ones)',
    },
  },
} satisfies Record<string, Option>

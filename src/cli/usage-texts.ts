import type { LocalText } from '../protocol/statements/local-text.ts'
import type { CliError } from './errors.ts'

/** What is wrong with a command line, in a sentence that names the word. */
export function sayUsage({ detail, fault }: CliError): LocalText {
  switch (fault) {
    case 'command-unknown':
      return { sv: `”${detail}” är inget kommando.`, en: `“${detail}” is no command.` }
    case 'missing':
      return { sv: `${detail} saknas.`, en: `${detail} is missing.` }
    case 'option-unknown':
      return { sv: `Kommandot har inget ${detail}.`, en: `The command has no ${detail}.` }
    case 'surplus':
      return { sv: `”${detail}” är ett ord för mycket.`, en: `“${detail}” is one word too many.` }
    case 'wrong-word':
      // An option or argument, and the words that it takes.
      return { sv: `Ett av orden behövs: ${detail}.`, en: `One of the words is needed: ${detail}.` }
    case undefined:
      return { sv: `${detail} går inte att tolka.`, en: `${detail} cannot be understood.` }
  }
}

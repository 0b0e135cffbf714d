import type { LocalText } from '../protocol/statements/local-text.ts'

/** What the shell is told. Scripts may rely on these numbers. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  refused: 3,
  unverified: 4,
  unreachable: 5,
  keys: 6,
} as const

/** One of the documented exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What each exit code means; shown by `sluss --help`. */
export const EXIT_TEXTS: Readonly<Record<keyof typeof EXIT, LocalText>> = {
  done: { sv: 'klart', en: 'done' },
  unexpected: { sv: 'oväntat fel', en: 'unexpected error' },
  usage: {
    sv: 'fel i kommandot eller i underlaget',
    en: 'the command or the input file is wrong',
  },
  refused: {
    sv: 'nekat: lagen, en regel eller tjänsten säger nej',
    en: 'refused: by the law, a rule or the gateway',
  },
  unverified: {
    sv: 'kontrollen misslyckades: lita inte på underlaget',
    en: 'verification failed: do not trust what was read',
  },
  unreachable: {
    sv: 'tjänsten eller inloggningen svarar inte: försök igen',
    en: 'the gateway or the identity provider does not answer: try again',
  },
  keys: {
    sv: 'nycklar: fel lösenfras, rättigheter eller mapp',
    en: 'keys: wrong passphrase, permissions or folder',
  },
}

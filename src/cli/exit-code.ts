import type { LogFaultCode } from '../client/log-fault.ts'
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
  attention: 7,
  served: 8,
} as const

/** What the shell is told of a log that is not as it should be: a number for each class of fault. */
export const LOG_EXIT = {
  'log-key-wrong': 10,
  'log-not-cosigned': 11,
  'log-stale': 12,
  'log-rolled-back': 13,
  'log-forked': 14,
  'log-years-broken': 15,
  'log-incomplete': 16,
  'log-tree-altered': 17,
  'log-record-altered': 18,
  'log-record-refused': 19,
} as const satisfies Readonly<Record<LogFaultCode, number>>

/** One of the documented exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT] | (typeof LOG_EXIT)[LogFaultCode]

/** What each exit code means; shown by `sluss --help`. */
export const EXIT_TEXTS: Readonly<Record<keyof typeof EXIT, LocalText>> = {
  done: { sv: 'klart', en: 'done' },
  unexpected: { sv: 'oväntat fel', en: 'unexpected error' },
  usage: {
    sv: 'kommandot eller underlaget behöver rättas',
    en: 'the command or the draft needs correcting',
  },
  refused: {
    sv: 'nekat: lagen, en regel eller slussen säger nej',
    en: 'refused: by the law, a rule or the gateway',
  },
  unverified: {
    sv: 'kontrollen misslyckades: lita inte på det som lästes',
    en: 'verification failed: do not trust what was read',
  },
  unreachable: {
    sv: 'slussen eller inloggningstjänsten svarar inte: försök igen',
    en: 'the gateway or the identity provider does not answer: try again',
  },
  keys: {
    sv: 'nycklar: fel lösenfras, filrättigheter eller mapp',
    en: 'keys: wrong passphrase, file permissions or folder',
  },
  attention: {
    sv: 'klart, men något måste åtgärdas i dag: se larmen',
    en: 'done, but something must be dealt with today: see the alarms',
  },
  served: {
    sv: 'de arbetsytor som serveras, eller skulle serveras, är inte de som står i loggen',
    en: 'the workspaces that are served, or were to be served, are not those on record in the log',
  },
}

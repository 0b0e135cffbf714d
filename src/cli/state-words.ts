import type { ReceiptFact, Verdict, WithdrawalReason } from '../protocol/vocabulary.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Terminal } from './terminal.ts'

/** Where a disclosure stands, as a person reads it. Programs read the code, with `--json`. */
const STATE_WORDS: Readonly<Record<string, LocalText>> = {
  held: { sv: 'väntar på medunderskrift', en: 'waits for a countersignature' },
  released: { sv: 'utlämnat', en: 'released' },
  refused: { sv: 'avslaget', en: 'refused' },
  expired: { sv: 'har löpt ut', en: 'has expired' },
  cancelled: { sv: 'stoppat av avsändaren', en: 'cancelled by the sender' },
  recalled: { sv: 'återkallat innan det öppnades', en: 'recalled before it was opened' },
  'withdrawn-late': {
    sv: 'återkallat efter att det öppnades',
    en: 'withdrawn after it was opened',
  },
}

/** What a second person is asked for. */
const NEED_WORDS: Readonly<Record<Verdict, LocalText>> = {
  approve: { sv: 'godkännande av en beslutsfattare', en: 'approval by a decision-maker' },
  refuse: { sv: 'avslag', en: 'refusal' },
  'guard-release': {
    sv: 'granskning av träffar i fri text',
    en: 'a look at the hits in free text',
  },
  'two-person': {
    sv: 'en andra person för skyddade uppgifter',
    en: 'a second person for protected data',
  },
}

/** What a member may say has happened to a disclosure. */
export const FACT_WORDS = {
  'taken-over': { sv: 'övertaget', en: 'taken over' },
  registered: { sv: 'registrerat', en: 'registered' },
  answered: { sv: 'besvarat', en: 'answered' },
} as const satisfies Partial<Record<ReceiptFact, LocalText>>

/** What was wrong with what was taken back. */
export const REASON_WORDS: Readonly<Record<WithdrawalReason, LocalText>> = {
  'wrong-receiver': { sv: 'fel mottagare', en: 'wrong receiver' },
  'wrong-person': { sv: 'fel person', en: 'wrong person' },
  'wrong-fact': { sv: 'fel uppgift', en: 'wrong data' },
  'too-much': { sv: 'mer än vad som behövdes', en: 'more than was needed' },
  address: { sv: 'en adress', en: 'an address' },
  'consent-withdrawn': { sv: 'samtycket är återkallat', en: 'consent withdrawn' },
  other: { sv: 'annat', en: 'other' },
}

/** How much hurry there is. */
const URGENCY_WORDS: Readonly<Record<string, LocalText>> = {
  acute: { sv: 'akut', en: 'acute' },
  priority: { sv: 'skyndsamt', en: 'priority' },
  normal: { sv: 'normalt', en: 'normal' },
}

/** An urgency in words; one that has none is shown as its code. */
export function sayUrgency(urgency: string, terminal: Terminal): string {
  const words = Object.hasOwn(URGENCY_WORDS, urgency) ? URGENCY_WORDS[urgency] : undefined
  return words === undefined ? urgency : terminal.text(words)
}

/** A state in words; a state that has none is shown as its code. */
export function sayState(state: string, terminal: Terminal): string {
  const words = Object.hasOwn(STATE_WORDS, state) ? STATE_WORDS[state] : undefined
  return words === undefined ? state : terminal.text(words)
}

/** What a held disclosure waits for, in both languages. */
export function sayNeeds(needs: readonly string[]): LocalText {
  const words = Object.entries(NEED_WORDS).filter(([need]) => needs.includes(need))
  return {
    sv: words.map(([, { sv }]) => sv).join(', '),
    en: words.map(([, { en }]) => en).join(', '),
  }
}

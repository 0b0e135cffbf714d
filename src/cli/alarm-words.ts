import type { LocalText } from '../protocol/statements/local-text.ts'
import type { RaisedAlarm } from '../client/reconcile-acts.ts'

const WORDS: Readonly<Record<string, LocalText>> = {
  'nobody-can-open': {
    sv: 'ingen i funktionen kan öppna det som ligger där. Ring mottagaren nu',
    en: 'nobody in the function can open what lies there. Telephone the receiver now',
  },
  'receipt-missing': {
    sv: 'leveranskvittens saknas. Ta kontakt med driften',
    en: 'receipts of delivery are missing. Contact operations',
  },
  unopened: {
    sv: 'ligger oöppnat för länge. Ring mottagaren',
    en: 'lies unopened for too long. Telephone the receiver',
  },
  'not-taken-over': {
    sv: 'är öppnat, men ingen har tagit över det. Ring mottagaren',
    en: 'was opened, but nobody has taken it over. Telephone the receiver',
  },
  'answer-overdue': {
    sv: 'svaret har inte kommit i tid. Mottagarens beslutsfattare ser vilka',
    en: 'the answer has not come in time. The receiver’s decision-maker sees which',
  },
  'volume-falling': {
    sv: 'det kommer ovanligt lite. Fråga avsändaren om något har ändrats',
    en: 'unusually little comes. Ask the sender whether something has changed',
  },
  'trial-missing': {
    sv: 'dagens provmeddelande har inte kommit. Ta kontakt med driften på båda sidor',
    en: 'the day’s trial message has not come. Contact operations on both sides',
  },
  'reconciliation-missing': {
    sv: 'gårdagen är inte avstämd. Kör ”sluss reconcile”',
    en: 'yesterday is not reconciled. Run “sluss reconcile”',
  },
}

/** An alarm in words: between whom, about how many, and what to do. */
export function sayAlarm({ code, from, to, messages }: RaisedAlarm): LocalText {
  const words = WORDS[code] ?? { sv: code, en: code }
  return {
    sv: `${from} → ${to} (${messages}): ${words.sv}.`,
    en: `${from} → ${to} (${messages}): ${words.en}.`,
  }
}

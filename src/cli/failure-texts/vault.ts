import type { FailureText } from '../failure-text.ts'

const NOT_YOURS: FailureText = {
  what: { sv: 'Valvet går inte att öppna här.', en: 'The vault cannot be opened here.' },
  action: {
    sv: 'Öppna det i webbläsaren. Kvarstår felet, kontakta er it-stöd.',
    en: 'Open it in the browser. If it persists, contact support.',
  },
}

/** What is told of enrolments, and of the vaults that browsers keep. */
export const VAULT_FAILURE_TEXTS = {
  'colleague-unknown': NOT_YOURS,
  'device-unknown': NOT_YOURS,
  'fingerprint-wrong': {
    what: {
      sv: 'Kontrolltalet är inte det som lästes upp.',
      en: 'The fingerprint is not the one that was read out.',
    },
    action: {
      sv: 'Be den andra läsa upp alla fem grupperna igen. Stämmer de ändå inte: avbryt och larma er säkerhetsansvariga.',
      en: 'Ask the other to read out all five groups again. If they still differ: stop and alert security.',
    },
  },
  'introduction-invalid': {
    what: { sv: 'Introduktionen är skadad.', en: 'The introduction is damaged.' },
    action: { sv: 'Skapa den på nytt.', en: 'Make it again.' },
  },
  'introduction-missing': NOT_YOURS,
  'introduction-of-another': {
    what: {
      sv: 'Introduktionen gäller en annan verksamhet.',
      en: 'The introduction is of another agency.',
    },
    action: {
      sv: 'Använd er egen verksamhets.',
      en: 'Use that of your own agency.',
    },
  },
  'recovery-code-wrong': {
    what: { sv: 'Återställningskoden är felskriven.', en: 'The recovery code is mistyped.' },
    action: { sv: 'Skriv av den igen från pappret.', en: 'Copy it again from the paper.' },
  },
  'roster-not-logged': {
    what: {
      sv: 'En behörighetslista står inte i loggen.',
      en: 'A roster is not in the log.',
    },
    action: {
      sv: 'Lita inte på den. Larma er säkerhetsansvariga: någon kan visa er en lista som ingen annan ser.',
      en: 'Do not trust it. Alert security: somebody may be showing you a list that nobody else sees.',
    },
  },
  'vault-changed': NOT_YOURS,
  'vault-invalid': NOT_YOURS,
  'vault-missing': NOT_YOURS,
  'vault-of-another': NOT_YOURS,
  'vault-open-failed': NOT_YOURS,
  'vault-rolled-back': NOT_YOURS,
  'vault-slot-missing': NOT_YOURS,
} as const satisfies Readonly<Record<string, FailureText>>

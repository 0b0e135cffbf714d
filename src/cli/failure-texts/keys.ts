import type { ClientErrorCode } from '../../client/errors.ts'
import type { FailureText } from '../failure-text.ts'

/** What is told of keys and of the files that they are in. */
export const KEY_FAILURE_TEXTS = {
  'credential-unsuitable': {
    what: {
      sv: 'Din behörighet räcker inte till för detta i den funktionen.',
      en: 'Your credential does not cover this in that function.',
    },
    action: {
      sv: 'Be verksamhetens behörighetsansvariga om rätt roll.',
      en: 'Ask your agency’s custodians for the right role.',
    },
  },
  'handover-invalid': {
    what: {
      sv: 'Nyckeln som väntar är inte förseglad till dig, eller så har era behörighetsansvariga inte skrivit under den.',
      en: 'The key that waits is not sealed to you, or your custodians have not signed for it.',
    },
    action: {
      sv: 'Ta inte emot den. Be era behörighetsansvariga byta nyckel igen. Väntade du ingen ny nyckel, larma er säkerhetsansvariga.',
      en: 'Do not take it in. Ask your custodians to replace the key again. If you expected no new key, alert security.',
    },
  },
  'key-file-invalid': {
    what: {
      sv: 'Nyckelfilen är skadad, eller så är det ingen nyckelfil.',
      en: 'The key file is damaged, or it is no key file.',
    },
    action: { sv: 'Återställ den från er säkerhetskopia.', en: 'Restore it from your backup.' },
  },
  'key-file-of-another': {
    what: { sv: 'Nyckelfilen hör till någon annan.', en: 'The key file is someone else’s.' },
    action: { sv: 'Lägg din egen nyckelfil på plats.', en: 'Put your own key file in place.' },
  },
  'key-file-open-failed': {
    what: {
      sv: 'Lösenfrasen passar inte, eller så är nyckelfilen ändrad.',
      en: 'The passphrase does not fit, or the key file was altered.',
    },
    action: {
      sv: 'Skriv lösenfrasen igen. Hjälper det inte, återställ nyckelfilen från er säkerhetskopia.',
      en: 'Type the passphrase again. If that does not help, restore the key file from your backup.',
    },
  },
  'key-file-too-costly': {
    what: {
      sv: 'Nyckelfilen kräver orimligt mycket minne.',
      en: 'The key file asks for too much memory.',
    },
    action: {
      sv: 'Använd den inte: den är troligen ändrad. Återställ den från er säkerhetskopia.',
      en: 'Do not use it: it was probably altered. Restore it from your backup.',
    },
  },
  'key-file-too-weak': {
    what: { sv: 'Nyckelfilen skyddas för svagt.', en: 'The key file is protected too weakly.' },
    action: {
      sv: 'Använd den inte: den är troligen ändrad. Återställ den från er säkerhetskopia.',
      en: 'Do not use it: it was probably altered. Restore it from your backup.',
    },
  },
  'keyring-not-ours': {
    what: {
      sv: 'Innehållet är förseglat till en nyckel som du inte har.',
      en: 'The content is sealed to a key that you do not have.',
    },
    action: {
      sv: 'Kör ”sluss member receive-key”. Hjälper det inte, be era behörighetsansvariga om funktionens nyckel.',
      en: 'Run “sluss member receive-key”. If that does not help, ask your custodians for the function’s key.',
    },
  },
  locked: {
    what: { sv: 'Nycklarna är låsta.', en: 'The keys are locked.' },
    action: { sv: 'Lås upp dem och försök igen.', en: 'Unlock them and try again.' },
  },
  'passphrase-too-short': {
    what: {
      sv: 'Lösenfrasen är kortare än 12 tecken.',
      en: 'The passphrase is shorter than 12 characters.',
    },
    action: {
      sv: 'Välj en längre, till exempel fyra slumpade ord.',
      en: 'Choose a longer one, for example four random words.',
    },
  },
} as const satisfies Partial<Record<ClientErrorCode, FailureText>>

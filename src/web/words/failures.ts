import { words } from './language.ts'

/** What went wrong and the way out, by code. A refusal that the gateway explained brings its own words. */
export const failureWords = words({
  sv: {
    retry: 'Försök igen',
    'gateway-unreachable': {
      title: 'Slussen svarar inte',
      action: 'Det du har skrivit finns kvar. Försök igen om en stund. Brådskar det: ring.',
    },
    'acceptance-not-proven': {
      title: 'Det gick inte att visa att meddelandet är mottaget',
      action: 'Räkna det inte som skickat. Ring mottagaren och er driftkontakt.',
    },
    'credential-unsuitable': {
      title: 'Du har inte behörighet att skicka',
      action: 'Fråga era behörighetsansvariga.',
    },
    'draft-invalid': {
      title: 'Något i meddelandet stämmer inte',
      action: 'Läs igenom det som saknas och rätta. Skicka sedan igen.',
    },
    'not-ready': {
      title: 'Meddelandet är inte färdigt',
      action: 'Fyll i det som saknas och svara på frågorna. Skicka sedan igen.',
    },
    'policy-denied-here': {
      title: 'Lagen tillåter inte att det lämnas så här',
      action: 'Se vad som saknas under ”Får det lämnas?”.',
    },
    'receiver-unknown': {
      title: 'Mottagaren kan inte ta emot just nu',
      action: 'Välj en annan funktion, eller ring.',
    },
    'roster-expired': {
      title: 'Mottagarens behörighetslista är för gammal',
      action: 'Ingenting är skickat. Ring mottagaren.',
    },
    'draft-unreadable': {
      title: 'Utkastet går inte att öppna',
      action: 'Börja om på ett nytt. Händer det igen: ring er driftkontakt.',
    },
    locked: {
      title: 'Nycklarna är låsta',
      action: 'Lås upp dem. Det du har skrivit finns kvar.',
    },
    'worker-failed': {
      title: 'Sidan kunde inte starta',
      action: 'Ladda om sidan. Händer det igen: ring er driftkontakt.',
    },
    unexpected: {
      title: 'Något gick fel',
      action: 'Ladda om sidan. Händer det igen: ring er driftkontakt.',
    },
  },
  en: {
    retry: 'Try again',
    'gateway-unreachable': {
      title: 'The gateway does not answer',
      action: 'What you wrote is kept. Try again in a while. If it is urgent: telephone.',
    },
    'acceptance-not-proven': {
      title: 'It could not be shown that the message was accepted',
      action: 'Do not count it as sent. Telephone the receiver and your operations contact.',
    },
    'credential-unsuitable': {
      title: 'You are not entitled to send',
      action: 'Ask your custodians.',
    },
    'draft-invalid': {
      title: 'Something in the message does not fit',
      action: 'Read what is missing and mend it. Then send again.',
    },
    'not-ready': {
      title: 'The message is not finished',
      action: 'Fill in what is missing and answer the questions. Then send again.',
    },
    'policy-denied-here': {
      title: 'The law does not allow it like this',
      action: 'See what is missing under “May it be disclosed?”.',
    },
    'receiver-unknown': {
      title: 'The receiver cannot receive right now',
      action: 'Choose another function, or telephone.',
    },
    'roster-expired': {
      title: 'The receiver’s roster is too old',
      action: 'Nothing has been sent. Telephone the receiver.',
    },
    'draft-unreadable': {
      title: 'The draft cannot be opened',
      action: 'Begin a new one. If it happens again: telephone your operations contact.',
    },
    locked: {
      title: 'The keys are locked',
      action: 'Unlock them. What you wrote is kept.',
    },
    'worker-failed': {
      title: 'The page could not start',
      action: 'Load the page again. If it happens again: telephone your operations contact.',
    },
    unexpected: {
      title: 'Something went wrong',
      action: 'Load the page again. If it happens again: telephone your operations contact.',
    },
  },
})

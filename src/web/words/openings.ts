import { words } from './language.ts'

/** "Mina öppningar". */
export const openingsWords = words({
  sv: {
    title: 'Mina öppningar',
    intro:
      'Det här har du öppnat eller tagit ut, så som slussen visar loggen. Varje öppning kan granskas av verksamhetens granskare. Att läsa den här listan räknas inte som en öppning.',
    loading: 'Hämtar dina öppningar …',
    locked: 'Lås upp dina nycklar för att se dina öppningar.',
    nothing: 'Du har inte öppnat något i {{month}}.',
    older: 'Visa {{month}}',
    noOlder: 'Det finns inga äldre öppningar.',
    inCase: 'ärende {{case}}',
    purpose: 'Syfte: {{purpose}}',
    categories: 'Uppgifter: {{categories}}',
    inFunction: 'som {{name}}',
    event: {
      opened: 'Öppnade',
      held: 'Läste inför beslut',
      sent: 'Läste ett eget meddelande',
      printed: 'Skrev ut',
      copied: 'Kopierade',
      exported: 'Sparade till fil',
      evidence: 'Hämtade bevisfil',
    },
  },
  en: {
    title: 'My openings',
    intro:
      'This is what you have opened or taken out, as the gateway shows the log. Every opening may be reviewed by your agency’s compliance officers. Reading this list does not count as an opening.',
    loading: 'Fetching your openings …',
    locked: 'Unlock your keys to see your openings.',
    nothing: 'You opened nothing in {{month}}.',
    older: 'Show {{month}}',
    noOlder: 'There are no older openings.',
    inCase: 'case {{case}}',
    purpose: 'Purpose: {{purpose}}',
    categories: 'Data: {{categories}}',
    inFunction: 'as {{name}}',
    event: {
      opened: 'Opened',
      held: 'Read before a decision',
      sent: 'Read your own message',
      printed: 'Printed',
      copied: 'Copied',
      exported: 'Saved to a file',
      evidence: 'Fetched the evidence file',
    },
  },
})

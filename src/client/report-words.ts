/** The words of a report, in both languages. */
import type { LocalText } from '../protocol/statements/local-text.ts'

/** What each row of a report counts. */
export const REPORT_WORDS = {
  members: { sv: 'Handläggare när rapporten gjordes', en: 'Members when the report was made' },
  received: { sv: 'Mottagna meddelanden', en: 'Messages received' },
  'sent-to': { sv: 'Skickade utlämnanden, per verksamhet', en: 'Disclosures sent, by agency' },
  'received-from': {
    sv: 'Mottagna meddelanden, per verksamhet',
    en: 'Messages received, by agency',
  },
  'taken-over': {
    sv: 'Mottagna meddelanden, tid till övertagande',
    en: 'Messages received, time to take-over',
  },
  grounds: {
    sv: 'Skickade utlämnanden, per rättslig grund (ett utlämnande kan ha flera)',
    en: 'Disclosures sent, by legal ground (one may have several)',
  },
  session: { sv: 'Inloggningar', en: 'Sign-ins' },
  'look-up': { sv: 'Uppslag', en: 'Look-ups' },
  opening: { sv: 'Öppnade utlämnanden', en: 'Openings' },
  export: { sv: 'Utskrifter, kopior och uttag', en: 'Prints, copies and exports' },
  disclosure: { sv: 'Utlämnanden', en: 'Disclosures' },
  verdict: { sv: 'Medunderskrifter', en: 'Countersignatures' },
  receipt: { sv: 'Kvittenser', en: 'Receipts' },
  refusal: { sv: 'Nekade försök', en: 'Refused attempts' },
  override: { sv: 'Undantag som har loggats', en: 'Recorded overrides' },
  'break-glass': { sv: 'Nödöppningar', en: 'Break-glass' },
  review: { sv: 'Granskningsåtgärder', en: 'Acts of review' },
  reconciliation: { sv: 'Avstämningar och larm', en: 'Reconciliations and alarms' },
  'disclosure.denied': { sv: 'Nekade utlämnanden', en: 'Denied disclosures' },
  'review.decided': { sv: 'Granskade händelser', en: 'Reviewed records' },
  'review.closed': { sv: 'Avslutade granskningar', en: 'Reviews closed' },
  'content.expired': {
    sv: 'Utlämnanden med gallrat innehåll',
    en: 'Disclosures with deleted content',
  },
} as const satisfies Readonly<Record<string, LocalText>>

/** What reviews come to, how long they take, and how soon messages are taken over. */
export const OUTCOME_WORDS: Readonly<Record<string, LocalText>> = {
  ok: { sv: 'utan anmärkning', en: 'in order' },
  ask: { sv: 'frågan ställd', en: 'question asked' },
  incident: { sv: 'incident', en: 'incident' },
  'within-a-week': { sv: 'inom en vecka', en: 'within a week' },
  'within-a-month': { sv: 'inom 30 dagar', en: 'within 30 days' },
  later: { sv: 'senare', en: 'later' },
  'within-an-hour': { sv: 'inom en timme', en: 'within an hour' },
  'within-a-day': { sv: 'inom ett dygn', en: 'within 24 hours' },
  'after-a-day': { sv: 'senare än ett dygn', en: 'later than 24 hours' },
  'not-taken-over': { sv: 'inte övertaget', en: 'not taken over' },
}

/** How a count is told that is no number. */
export const COUNT_WORDS = {
  'under-5': { sv: '< 5', en: '< 5' },
  'not-told': { sv: 'redovisas inte', en: 'not told' },
} as const satisfies Readonly<Record<string, LocalText>>

/** Sentences of every report. */
export const REPORT_NOTES: readonly LocalText[] = [
  {
    sv: 'Antal är avrundade till närmaste femtal. Små antal redovisas inte, så att ingen kan kännas igen. Därför stämmer delarna inte alltid med totalen.',
    en: 'Counts are rounded to the nearest five. Small counts are not told, so that nobody can be recognised. So parts do not always add up to the total.',
  },
  {
    sv: 'Fler utlämnanden kan betyda att fler får hjälp, inte att våldet ökar.',
    en: 'More disclosures may mean that more people get help, not that violence grows.',
  },
  {
    sv: 'Rapporten gjordes en gång och ändras inte i efterhand.',
    en: 'The report was made once and is not changed afterwards.',
  },
]

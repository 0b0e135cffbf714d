import { closedEvent } from './event.ts'

/** What is done with the record itself: reconciliation, extracts, reports, review. */
export const REVIEW_EVENTS = {
  'reconciliation.read': closedEvent(
    'reconciliation',
    ['Dygnets utbyte hämtat för avstämning', 'Exchange of a day fetched for reconciliation'],
    ['agency', 'actor', 'counts'],
  ),
  'reconciliation.stated': closedEvent(
    'reconciliation',
    ['Dygnets utbyte avstämt', 'Exchange of a day reconciled'],
    ['agency', 'actor', 'function', 'to', 'statement', 'counts'],
  ),
  'extract.made': closedEvent(
    'review',
    ['Utdrag till registrerad framtaget', 'Extract for a data subject made'],
    ['agency', 'actor', 'case', 'counts'],
  ),
} as const

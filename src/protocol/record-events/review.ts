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
  'delivery.alarm': closedEvent(
    'reconciliation',
    ['Larm om leverans', 'Alarm about delivery'],
    ['agency', 'code', 'to', 'counts'],
  ),
  'data.exported': closedEvent(
    'export',
    ['Uppgifter ur loggen uttagna till filer', 'Data of the record written to files'],
    ['agency', 'actor', 'function', 'statement', 'counts'],
  ),
  'review.queue-listed': closedEvent(
    'review',
    ['Granskningskön visad', 'Review queue listed'],
    ['agency', 'actor', 'counts'],
  ),
  'review.record-shown': closedEvent(
    'review',
    ['En händelse visad för granskaren', 'A record shown to the reviewer'],
    ['agency', 'actor', 'code'],
  ),
  'review.decided': closedEvent(
    'review',
    ['En händelse granskad', 'A record reviewed'],
    ['agency', 'actor', 'function', 'statement', 'code'],
  ),
  'report.made': closedEvent(
    'review',
    ['Rapport för en period framtagen', 'Report of a period made'],
    ['agency', 'actor', 'statement'],
  ),
  'extract.made': closedEvent(
    'review',
    ['Utdrag till registrerad framtaget', 'Extract for a data subject made'],
    ['agency', 'actor', 'case', 'counts'],
  ),
} as const

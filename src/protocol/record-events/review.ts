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
  'relation.declared': closedEvent(
    'review',
    ['Anknytningar angivna', 'Relations declared'],
    ['agency', 'actor', 'function', 'statement', 'code'],
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
  'review.denials-listed': closedEvent(
    'review',
    ['Nekade försök visade för granskaren', 'Denied attempts shown to the reviewer'],
    ['agency', 'actor', 'counts'],
  ),
  'review.samples-listed': closedEvent(
    'review',
    ['Stickprov listade', 'Samples listed'],
    ['agency', 'actor', 'counts'],
  ),
  'review.sample-announced': closedEvent(
    'review',
    ['Stickprov anmält med ett dolt frö', 'Sample announced with a hidden seed'],
    ['agency', 'actor', 'function', 'statement'],
  ),
  'review.population-listed': closedEvent(
    'review',
    ['Periodens öppningar listade inför dragning', 'Openings of the period listed for a draw'],
    ['agency', 'actor', 'statement', 'counts'],
  ),
  'review.sample-drawn': closedEvent(
    'review',
    ['Stickprov draget', 'Sample drawn'],
    ['agency', 'actor', 'function', 'statement', 'counts'],
  ),
  'review.case-listed': closedEvent(
    'review',
    [
      'Allt som gjorts i ett ärende visat för granskaren',
      'All that was done in a case shown to the reviewer',
    ],
    ['agency', 'actor', 'case', 'counts'],
  ),
  'review.inquiry-requested': closedEvent(
    'review',
    ['Utredning av en handläggare begärd', 'Inquiry into a member requested'],
    ['agency', 'actor', 'function', 'statement'],
  ),
  'review.inquiry-approved': closedEvent(
    'review',
    ['Utredning av en handläggare godkänd', 'Inquiry into a member approved'],
    ['agency', 'actor', 'function', 'statement'],
  ),
  'review.inquiries-listed': closedEvent(
    'review',
    ['Utredningar av handläggare listade', 'Inquiries into members listed'],
    ['agency', 'actor', 'counts'],
  ),
  'review.member-listed': closedEvent(
    'review',
    [
      'Allt som en handläggare gjort visat för granskaren',
      'All that a member did shown to the reviewer',
    ],
    ['agency', 'actor', 'statement', 'counts'],
  ),
  'report.made': closedEvent(
    'review',
    ['Rapport för en period framtagen', 'Report of a period made'],
    ['agency', 'actor', 'statement'],
  ),
  'report.approved': closedEvent(
    'review',
    ['Rapport för en period undertecknad', 'Report of a period signed'],
    ['agency', 'actor', 'function', 'to', 'statement'],
  ),
  'report.shown': closedEvent(
    'review',
    ['Rapport från en annan verksamhet visad', 'Report of another agency shown'],
    ['agency', 'actor', 'statement'],
  ),
  'extract.made': closedEvent(
    'review',
    ['Utdrag till registrerad framtaget', 'Extract for a data subject made'],
    ['agency', 'actor', 'case', 'asked', 'counts'],
  ),
} as const

import { closedEvent, openEvent } from './event.ts'

/** What the node itself notes, and what it refuses. */
export const OPERATION_EVENTS = {
  'log-opened': openEvent('operation', ['Årets logg öppnad', 'Log of the year opened']),
  configuration: openEvent('operation', [
    'Slussen startad med denna inställning',
    'Gateway started with this configuration',
  ]),
  'web-bundle': openEvent('operation', [
    'Slussen lämnar ut denna webbklient',
    'Gateway serves this web client',
  ]),
  'clock.behind': closedEvent(
    'operation',
    ['Klockan låg efter loggen', 'The clock lay behind the log'],
    ['counts'],
  ),
  'content.expired': closedEvent(
    'operation',
    ['Innehåll gallrat', 'Content deleted'],
    ['disclosure', 'manifest'],
  ),
  'content.erased': openEvent('operation', [
    'Personuppgifter i loggen gallrade',
    'Personal data of the log erased',
  ]),
  'drafts.deleted': closedEvent('operation', ['Utkast raderade', 'Drafts deleted'], ['counts']),
  'notes.deleted': closedEvent('operation', ['Anteckningar raderade', 'Notes deleted'], ['counts']),
  'enrolment.answered': closedEvent(
    'operation',
    ['Behörighetsansvarig har lämnat en introduktion', 'A custodian left an introduction'],
    ['agency'],
  ),
  'enrolment.asked': closedEvent(
    'operation',
    ['Någon ber om behörighet', 'Somebody asks to be admitted'],
    ['agency'],
  ),
  'enrolments.listed': closedEvent(
    'operation',
    [
      'En behörighetsansvarig såg vilka som ber om behörighet',
      'A custodian saw who asks to be admitted',
    ],
    ['agency'],
  ),
  'key.handed-over': closedEvent(
    'operation',
    ['En funktions nyckel överlämnad till en kollega', 'Key of a function handed to a colleague'],
    ['agency', 'actor'],
  ),
  'log.verified': closedEvent(
    'operation',
    ['Logg eller bevisfil kontrollerad', 'Log or evidence verified'],
    ['agency', 'actor', 'code', 'counts'],
  ),
  'request.refused': closedEvent(
    'refusal',
    ['Begäran avvisad', 'Request refused'],
    ['agency', 'actor', 'code'],
  ),
  'requests.refused': closedEvent(
    'refusal',
    ['Avvisade begäranden, räknade', 'Refused requests, counted'],
    ['counts'],
  ),
  'witness.answered': closedEvent(
    'operation',
    ['Ett vittne medundertecknar loggen igen', 'A witness cosigns the log again'],
    ['code', 'counts'],
  ),
  'witness.troubled': closedEvent(
    'operation',
    ['Ett vittne medundertecknar inte loggen', 'A witness does not cosign the log'],
    ['code', 'counts'],
  ),
  'vault.changed': closedEvent(
    'operation',
    ['Någons nyckelvalv sparat eller raderat', 'Somebody’s key vault saved or deleted'],
    ['agency', 'code'],
  ),
  'write.refused': closedEvent(
    'refusal',
    ['Avvisat när det skulle skrivas', 'Refused when it was to be written'],
    ['code'],
  ),
} as const

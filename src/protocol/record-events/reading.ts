import { closedEvent } from './event.ts'

/** What a record of a reading says (brottsdataförordningen 2018:1202, 3:4), as for a disclosure. */
const READ = [
  'agency',
  'actor',
  'function',
  'purpose',
  'case',
  'disclosure',
  'manifest',
  'parts',
  'to',
  'grounds',
  'policySet',
  'decision',
] as const

const USED = [...READ, 'statement'] as const

/** Who came in, what he looked at, opened and took out. */
export const READING_EVENTS = {
  'session.started': closedEvent('session', ['Inloggning', 'Sign-in'], ['agency', 'actor']),
  'session.ended': closedEvent(
    'session-end',
    ['Inloggning avslutad', 'Sign-in ended'],
    ['agency', 'actor', 'code', 'counts'],
  ),
  'inbox.listed': closedEvent(
    'look-up',
    ['Inkorgen visad', 'Inbox listed'],
    ['agency', 'actor', 'function', 'counts'],
  ),
  'cases.listed': closedEvent(
    'look-up',
    ['Ärenden visade', 'Cases listed'],
    ['agency', 'actor', 'function', 'counts'],
  ),
  'case.looked-up': closedEvent(
    'look-up',
    ['Ett ärendes meddelanden visade', 'Messages of a case shown'],
    ['agency', 'actor', 'case', 'counts'],
  ),
  'openings.listed': closedEvent(
    'look-up',
    ['Egna öppningar visade', 'Own openings shown'],
    ['agency', 'actor', 'counts'],
  ),
  'disclosure.looked-up': closedEvent(
    'look-up',
    ['Uppgifter om ett utlämnande visade', 'Facts about a disclosure shown'],
    READ,
  ),
  'held.looked-at': closedEvent(
    'look-up',
    ['Väntande utlämnande läst inför beslut', 'Waiting disclosure read before a verdict'],
    READ,
  ),
  'sent.looked-at': closedEvent(
    'look-up',
    ['Eget utlämnande läst av avsändaren', 'Own disclosure read by its sender'],
    READ,
  ),
  'conflict.declared': closedEvent(
    'look-up',
    ['Jäv angivet före öppning', 'Conflict of interest declared before opening'],
    READ,
  ),
  'look-up.denied': closedEvent(
    'refusal',
    ['Uppslag nekat', 'Look-up denied'],
    ['agency', 'actor', 'code'],
  ),
  'disclosure.opened': closedEvent(
    'opening',
    ['Utlämnande öppnat', 'Disclosure opened'],
    [...USED],
  ),
  'disclosure.printed': closedEvent('export', ['Innehåll utskrivet', 'Content printed'], [...USED]),
  'disclosure.copied': closedEvent('export', ['Innehåll kopierat', 'Content copied'], [...USED]),
  'disclosure.exported': closedEvent(
    'export',
    ['Innehåll sparat till fil', 'Content written to a file'],
    [...USED],
  ),
  'evidence.exported': closedEvent('export', ['Bevisfil hämtad', 'Evidence bundle fetched'], READ),
} as const

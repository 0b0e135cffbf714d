import { closedEvent } from './event.ts'

/** What a record of a disclosure says: who, for which function and purpose, which case and parts, to whom, on which ground, under which policy. */
const DISCLOSED = [
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

const VERDICT = [
  'agency',
  'actor',
  'function',
  'case',
  'disclosure',
  'manifest',
  'statement',
  'parts',
  'to',
  'grounds',
  'policySet',
  'decision',
] as const

const RECEIPT = [
  'agency',
  'actor',
  'function',
  'case',
  'disclosure',
  'manifest',
  'statement',
] as const

/** What becomes of a disclosure, from the trial run to the answer. */
export const DISCLOSURE_EVENTS = {
  'decision.previewed': closedEvent(
    'disclosure',
    ['Utlämnande prövat på försök', 'Disclosure tried in a dry run'],
    [
      'agency',
      'actor',
      'function',
      'purpose',
      'case',
      'parts',
      'to',
      'grounds',
      'policySet',
      'decision',
      'code',
    ],
  ),
  'disclosure.released': closedEvent(
    'disclosure',
    ['Utlämnande skickat och levererat', 'Disclosure sent and delivered'],
    [...DISCLOSED, 'delivered'],
  ),
  'disclosure.held': closedEvent(
    'disclosure',
    ['Utlämnande väntar på medunderskrift', 'Disclosure waits for a countersignature'],
    DISCLOSED,
  ),
  'disclosure.denied': closedEvent(
    'refusal',
    ['Utlämnande nekat av reglerna', 'Disclosure denied by the policy'],
    [...DISCLOSED, 'code'],
  ),
  'countersignature.approve': closedEvent(
    'verdict',
    ['Utlämnande godkänt av en andra person', 'Disclosure approved by a second person'],
    VERDICT,
  ),
  'countersignature.refuse': closedEvent(
    'verdict',
    ['Utlämnande avslaget av en andra person', 'Disclosure refused by a second person'],
    VERDICT,
  ),
  'countersignature.two-person': closedEvent(
    'verdict',
    ['Utlämnande bekräftat av en andra person', 'Disclosure confirmed by a second person'],
    VERDICT,
  ),
  'countersignature.guard-release': closedEvent(
    'override',
    ['Träff i fritext släppt av en andra person', 'Hit in free text released by a second person'],
    VERDICT,
  ),
  'disclosure.withdrawn': closedEvent(
    'disclosure',
    ['Utlämnande återkallat', 'Disclosure withdrawn'],
    RECEIPT,
  ),
  'disclosure.taken-over': closedEvent(
    'receipt',
    ['Ansvaret övertaget', 'Responsibility taken over'],
    RECEIPT,
  ),
  'disclosure.registered': closedEvent(
    'receipt',
    ['Registrerat i eget ärendesystem', 'Registered in the receiver’s own case system'],
    RECEIPT,
  ),
  'disclosure.answered': closedEvent('receipt', ['Besvarat', 'Answered'], RECEIPT),
  'disclosure.difference': closedEvent(
    'receipt',
    ['Mottagaren rapporterade en avvikelse', 'The receiver reported a difference'],
    RECEIPT,
  ),
} as const

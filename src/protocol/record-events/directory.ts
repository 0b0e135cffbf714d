import { closedEvent, openEvent } from './event.ts'

/** Who may act here, and under which law: what custodians, the roster key and members for the policy have signed. */
export const DIRECTORY_EVENTS = {
  root: openEvent('directory', ['Verksamhetens rot ändrad', 'Root of an agency changed']),
  'function-key': openEvent('directory', [
    'Funktionens nyckel utgiven eller bytt',
    'Key of a function issued or changed',
  ]),
  credential: openEvent('directory', [
    'Behörighet utgiven eller ändrad',
    'Credential issued or changed',
  ]),
  roster: openEvent('directory', ['Behörighetslistan ändrad', 'Roster changed']),
  agreement: openEvent('directory', [
    'Överenskommelse mellan verksamheter',
    'Agreement between agencies',
  ]),
  'roster.overridden': closedEvent(
    'override',
    [
      'Akut ärende trots för gammal behörighetslista',
      'Acute matter let through on an expired roster',
    ],
    ['agency', 'actor'],
  ),
  'policy-proposal': openEvent('law', ['Nya regler föreslagna', 'New rules proposed']),
  'policy-approval': openEvent('law', ['Föreslagna regler godkända', 'Proposed rules approved']),
  'policy-withdrawal': openEvent('law', [
    'Förslag till regler återtaget',
    'Proposal of rules withdrawn',
  ]),
  'policy-activation': openEvent('law', ['Nya regler började gälla', 'New rules took effect']),
  'policy.replayed': closedEvent(
    'law',
    [
      'Tidigare beslut prövade mot föreslagna regler',
      'Earlier decisions tried under proposed rules',
    ],
    ['agency', 'actor', 'policySet', 'counts'],
  ),
} as const

import { STATEMENT_KINDS } from '../../protocol/statement-kinds.ts'

/** Which table of facts holds what a record of this event changed. Every other closed record is a note, and changes nothing. */
const FACTS: Readonly<Record<string, string>> = {
  configuration: 'configuration',
  'web-bundle': 'configuration',
  'content.erased': 'erasure',
  'content.expired': 'expiry',
  'countersignature.approve': 'countersignature',
  'countersignature.guard-release': 'countersignature',
  'countersignature.refuse': 'countersignature',
  'countersignature.two-person': 'countersignature',
  'data.exported': 'export',
  'delivery.alarm': 'delivery_alarm',
  'disclosure.answered': 'receipt',
  'disclosure.copied': 'use',
  'disclosure.denied': 'disclosure',
  'disclosure.difference': 'receipt',
  'disclosure.exported': 'use',
  'disclosure.held': 'disclosure',
  'disclosure.opened': 'open',
  'disclosure.printed': 'use',
  'disclosure.registered': 'receipt',
  'disclosure.released': 'disclosure',
  'disclosure.taken-over': 'receipt',
  'disclosure.withdrawn': 'withdrawal',
  'reconciliation.stated': 'reconciliation',
  'relation.declared': 'relation',
  'report.approved': 'report_approval',
  'report.made': 'report',
  'review.decided': 'review',
  'review.inquiry-approved': 'inquiry',
  'review.inquiry-requested': 'inquiry',
  'review.sample-announced': 'sample',
  'review.sample-drawn': 'sample',
  'session.started': 'session',
}

/** The tables that hold what these records changed, and nothing else. */
export const OWN_TABLES: ReadonlySet<string> = new Set(Object.values(FACTS))

/** The table of facts in which a record of this event has a row; undefined if in none. */
export function factOf(ev: string): string | undefined {
  return FACTS[ev] ?? (ev in STATEMENT_KINDS ? 'statement' : undefined)
}

/**
 * What oversight writes: counts that sides compare, alarms about deliveries, reports, and lists of what was taken out.
 *
 * @module
 */
import type { Digest } from '../protocol/sha256.ts'
import type { Export } from '../protocol/statements/export.ts'
import type { Inquiry } from '../protocol/statements/inquiry.ts'
import type { Reconciliation } from '../protocol/statements/reconciliation.ts'
import type { Relation } from '../protocol/statements/relation.ts'
import type { ReportApproval } from '../protocol/statements/report-approval.ts'
import type { Review } from '../protocol/statements/review.ts'
import type { Sample } from '../protocol/statements/sample.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { DeliveryAlarm } from './reconcile/delivery-alarms.ts'
import type { Stored } from './write-item.ts'

/** One side's count of a day. Refused with `already-recorded`, `credential-revoked`. */
export interface ReconciliationItem {
  readonly kind: 'reconciliation'
  readonly statement: Stored<Reconciliation>
}

/** A signed list of files that were made of what the gateway told. Refused with `already-recorded`, `credential-revoked`. */
export interface ExportItem {
  readonly kind: 'export'
  readonly statement: Stored<Export>
}

/** A verdict on a record. Refused with `already-recorded`, `already-decided`, `credential-revoked`. */
export interface ReviewItem {
  readonly kind: 'review'
  readonly statement: Stored<Review>
}

/**
 * A commitment to a seed, or the draw that shows it. Refused with `already-recorded`, `credential-revoked`, `already-decided` (the
 * period is drawn).
 */
export interface SampleItem {
  readonly kind: 'sample'
  readonly statement: Stored<Sample>
}

/**
 * A request to see what one member did, or its approval. Refused with `already-recorded`, `credential-revoked`, `already-decided`
 * (approved before).
 */
export interface InquiryItem {
  readonly kind: 'inquiry'
  readonly statement: Stored<Inquiry>
}

/** What could tie a member to a party. Refused with `already-recorded`, `credential-revoked`. */
export interface RelationItem {
  readonly kind: 'relation'
  readonly statement: Stored<Relation>
}

/**
 * A signature on a frozen report. Refused with `already-decided` (the agency has signed it), `credential-revoked`, and `not-released`
 * (there is no such report, or its own agency has not signed it).
 */
export interface ReportApprovalItem {
  readonly kind: 'report-approval'
  readonly statement: Stored<ReportApproval>
}

/** The frozen report of a period. Refused with `already-recorded` when there is one of the agency and period. */
export interface ReportItem {
  readonly kind: 'report'
  readonly agency: string
  readonly period: string
  /** Member id of who had it made. */
  readonly actor: Uuid
  readonly digest: Digest
  /** JSON, whose UTF-8 the digest is of. */
  readonly text: string
}

/** Something about deliveries that somebody must deal with; see `delivery-alarms.ts`. Refused with `already-recorded` that day. */
export interface DeliveryAlarmItem extends DeliveryAlarm {
  readonly kind: 'delivery-alarm'
  /** Calendar day in Sweden. */
  readonly day: string
  /** Whose record it is: the receiving agency, or the one that has not counted. */
  readonly agency: string
  readonly counterpart: string
}

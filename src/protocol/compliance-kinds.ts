/**
 * The kinds of statement by which agencies look after what is done here: counts of what was exchanged, exports, reviews, samples and
 * inquiries. They are about no disclosure of their own, and all are made by members.
 *
 * @module
 */
import exported from '../../schemas/statements/export.json' with { type: 'json' }
import inquiry from '../../schemas/statements/inquiry.json' with { type: 'json' }
import reconciliation from '../../schemas/statements/reconciliation.json' with { type: 'json' }
import relation from '../../schemas/statements/relation.json' with { type: 'json' }
import reportApproval from '../../schemas/statements/report-approval.json' with { type: 'json' }
import review from '../../schemas/statements/review.json' with { type: 'json' }
import sample from '../../schemas/statements/sample.json' with { type: 'json' }
import { verifyExportPayload } from './statements/export.ts'
import type { Export } from './statements/export.ts'
import { verifyInquiryPayload } from './statements/inquiry.ts'
import type { Inquiry } from './statements/inquiry.ts'
import { verifyReconciliationPayload } from './statements/reconciliation.ts'
import type { Reconciliation } from './statements/reconciliation.ts'
import { verifyRelationPayload } from './statements/relation.ts'
import type { Relation } from './statements/relation.ts'
import { verifyReportApprovalPayload } from './statements/report-approval.ts'
import type { ReportApproval } from './statements/report-approval.ts'
import { verifyReviewPayload } from './statements/review.ts'
import type { Review } from './statements/review.ts'
import { verifySamplePayload } from './statements/sample.ts'
import type { Sample } from './statements/sample.ts'

/** What each of these kinds says. */
export interface CompliancePayloads {
  readonly reconciliation: Reconciliation
  readonly export: Export
  readonly review: Review
  readonly sample: Sample
  readonly inquiry: Inquiry
  readonly relation: Relation
  readonly 'report-approval': ReportApproval
}

/** The name of such a kind. */
export type ComplianceKind = keyof CompliancePayloads

/** Their rows of the table of kinds. */
export const COMPLIANCE_KINDS = {
  reconciliation: {
    typ: 'sluss-reconciliation+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: Reconciliation) => at },
    leaf: 'closed',
    schema: reconciliation,
    verifyPayload: verifyReconciliationPayload,
  },
  export: {
    typ: 'sluss-export+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: Export) => at },
    leaf: 'closed',
    schema: exported,
    verifyPayload: verifyExportPayload,
  },
  review: {
    typ: 'sluss-review+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: Review) => at },
    leaf: 'closed',
    schema: review,
    verifyPayload: verifyReviewPayload,
  },
  sample: {
    typ: 'sluss-sample+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: Sample) => at },
    leaf: 'closed',
    schema: sample,
    verifyPayload: verifySamplePayload,
  },
  inquiry: {
    typ: 'sluss-inquiry+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: Inquiry) => at },
    leaf: 'closed',
    schema: inquiry,
    verifyPayload: verifyInquiryPayload,
  },
  relation: {
    typ: 'sluss-relation+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: Relation) => at },
    leaf: 'closed',
    schema: relation,
    verifyPayload: verifyRelationPayload,
  },
  'report-approval': {
    typ: 'sluss-report-approval+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }: ReportApproval) => at },
    leaf: 'closed',
    schema: reportApproval,
    verifyPayload: verifyReportApprovalPayload,
  },
} as const

/** Whether a kind of statement is one of these. */
export function isComplianceKind(kind: string): kind is ComplianceKind {
  return Object.hasOwn(COMPLIANCE_KINDS, kind)
}

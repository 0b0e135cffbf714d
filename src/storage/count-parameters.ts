import type { ExportItem, ReconciliationItem, ReportApprovalItem } from '../audit/oversight-item.ts'
import type { ItemFields } from './item-fields.ts'
import type { Packer } from './packer.ts'

/** A signed count of a day. */
export function encodeReconciliation(
  { statement }: ReconciliationItem,
  packer: Packer,
): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'reconciliation',
    digest,
    agency: payload.agency,
    credential: payload.credential,
    with: payload.with,
    day: payload.day,
    text: packer.placeText(text),
  }
}

/** A signed list of files. */
export function encodeExport({ statement }: ExportItem, packer: Packer): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'export',
    digest,
    agency: payload.agency,
    credential: payload.credential,
    what: payload.what,
    text: packer.placeText(text),
  }
}

/** A signature on a report. */
export function encodeReportApproval(
  { statement }: ReportApprovalItem,
  packer: Packer,
): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'report-approval',
    digest,
    agency: payload.agency,
    credential: payload.credential,
    of: payload.of,
    period: payload.period,
    report: payload.report,
    text: packer.placeText(text),
  }
}

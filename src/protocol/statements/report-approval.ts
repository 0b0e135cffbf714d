import { verifyOwnFunction } from '../function-id.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'

/** A compliance officer signs the frozen report of a period: his own agency's, or that of an agency that it cooperates with. */
export interface ReportApproval {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  /** Whose report. */
  readonly of: string
  /** `2026`, `2026-H1`, `2026-H2`. */
  readonly period: string
  /** SHA-256 of the report's exact text. */
  readonly report: Digest
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, `time-invalid`. */
export function verifyReportApprovalPayload({ agency, function: id, at }: ReportApproval): void {
  verifyOwnFunction(agency, id)
  parseTime(at)
}

import type { LogTrustReport } from '../worker/methods/trust.ts'

const FORGED: readonly string[] = ['acceptance-not-proven', 'answer-invalid']

/** Whether a record was claimed that is not in the log; that nobody answered is no fault of the log. */
export function isRecordForged(record: LogTrustReport['record']): boolean {
  if ('index' in record) return false
  return record.fault.startsWith('log-') || FORGED.includes(record.fault)
}

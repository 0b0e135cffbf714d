import type { PersonOf, ReviewedRecord } from './reviewed-record.ts'
import { classOf, isContentSeen } from './seen-content.ts'

/**
 * What a member read or took out of a case after having declared a conflict of interest in it. To declare is right, and nothing that is
 * looked at; to open afterwards is.
 */
export function findOpeningsInConflict(
  records: readonly ReviewedRecord[],
  personOf: PersonOf,
): ReviewedRecord[] {
  const declared = new Set<string>()
  return records.filter((record) => {
    const { body } = record
    if (body.actor === null || body.case === undefined) return false
    const tie = `${personOf(body)} ${body.case}`
    if (body.ev === 'conflict.declared') declared.add(tie)
    const isRead = isContentSeen(record) || classOf(record) === 'export'
    return isRead && declared.has(tie)
  })
}

import type { RecordClass } from '../../protocol/record-events/event.ts'
import type { PersonOf, ReviewedRecord } from './reviewed-record.ts'
import { classOf } from './seen-content.ts'

/** Classes in which a member opens what was sent, or takes it out. */
const OPENED: readonly (RecordClass | undefined)[] = ['opening', 'export']

/**
 * What a member opened or took out of a case after having declared a conflict of interest in it. To declare is right, and nothing that is
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
    return OPENED.includes(classOf(record)) && declared.has(tie)
  })
}

import { RECORD_EVENTS, isRecordEvent } from '../../protocol/record-events.ts'
import type { RecordClass } from '../../protocol/record-events/event.ts'
import type { ReviewedRecord } from './reviewed-record.ts'

type WithBody = Pick<ReviewedRecord, 'body'>

/** Classes in which content is seen or leaves. */
const VIEWS: readonly RecordClass[] = ['look-up', 'opening', 'export']

/** Name parts without showing what is in them: facts about a disclosure, and the evidence of it. */
const WITHOUT_CONTENT: readonly string[] = ['disclosure.looked-up', 'evidence.exported']

/** Shows nothing, and is no curiosity: whoever says that somebody is known is right to do so. */
const DECLARED = 'conflict.declared'

/** The class of a record's event; undefined for an event that the catalogue does not have. */
export function classOf({ body }: WithBody): RecordClass | undefined {
  return isRecordEvent(body.ev) ? RECORD_EVENTS[body.ev].class : undefined
}

/** Whether somebody looked at something of a case, or took it out. */
export function isView(record: WithBody): boolean {
  const of = classOf(record)
  return of !== undefined && VIEWS.includes(of) && record.body.ev !== DECLARED
}

/** Whether what is in a message was seen, or left. */
export function isContentSeen(record: WithBody): boolean {
  return isView(record) && !WITHOUT_CONTENT.includes(record.body.ev)
}

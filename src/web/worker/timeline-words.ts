import { categoryWords, eventWords, purposeWords } from '../../client/review-words.ts'
import { RECORD_EVENTS, isRecordEvent } from '../../protocol/record-events.ts'
import type { AskedRecord } from '../../client/inquiry-acts.ts'
import type { TimelineRow } from '../../client/timeline.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'

/** A record of a timeline, in words. */
export interface WordedRow extends Pick<
  TimelineRow,
  'record' | 'isOwn' | 'at' | 'actor' | 'function' | 'case' | 'disclosure' | 'code'
> {
  readonly event: LocalText
  readonly purpose: LocalText | null
  readonly categories: readonly LocalText[]
}

/** Says a record in words. */
export function wordTimelineRow({
  event,
  purpose,
  categories,
  code,
  ...row
}: TimelineRow): WordedRow {
  return {
    ...row,
    // Why something was refused; other records have codes that tell an officer nothing.
    code: isRefusal(event) ? code : null,
    event: eventWords(event),
    purpose: purpose === null ? null : purposeWords(purpose),
    categories: categories.map(categoryWords),
  }
}

/** What an inquiry begins at, in words. */
export interface WordedAsked extends Omit<AskedRecord, 'event' | 'purpose'> {
  readonly event: LocalText
  readonly purpose: LocalText | null
}

/** Says what an inquiry begins at. */
export function wordAsked({ event, purpose, code, ...asked }: AskedRecord): WordedAsked {
  return {
    ...asked,
    event: eventWords(event),
    purpose: purpose === null ? null : purposeWords(purpose),
    code: isRefusal(event) ? code : null,
  }
}

function isRefusal(event: string): boolean {
  return isRecordEvent(event) && RECORD_EVENTS[event].class === 'refusal'
}

import { categoryWords, eventWords, purposeWords } from '../../client/review-words.ts'
import type { TimelineRow } from '../../client/timeline.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'

/** A record of a timeline, in words. */
export interface WordedRow extends Pick<
  TimelineRow,
  'record' | 'isOwn' | 'at' | 'actor' | 'function' | 'case' | 'code'
> {
  readonly event: LocalText
  readonly purpose: LocalText | null
  readonly categories: readonly LocalText[]
}

/** Says a record in words. */
export function wordTimelineRow({ event, purpose, categories, ...row }: TimelineRow): WordedRow {
  return {
    ...row,
    event: eventWords(event),
    purpose: purpose === null ? null : purposeWords(purpose),
    categories: categories.map(categoryWords),
  }
}

import type { Hit } from '../../client/guard/run-guard.ts'
import { valueAt } from '../../protocol/json-pointer.ts'
import type { JsonObject } from '../../protocol/json.ts'

/** What the guard has marked, as it stands in the document. */
export interface MarkedWords {
  readonly detector: string
  readonly words: string
}

/** The marked words themselves; nothing for a text that has changed since. */
export function wordsOfHits(document: JsonObject, hits: readonly Hit[]): readonly MarkedWords[] {
  return hits.flatMap(({ pointer, start, end, detector }) => {
    const text = valueAt(document, pointer)
    return typeof text === 'string' ? [{ detector, words: text.slice(start, end) }] : []
  })
}

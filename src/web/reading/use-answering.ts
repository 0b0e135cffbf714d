import { useLocation } from 'wouter'
import type { JsonObject } from '../../protocol/json.ts'
import { useWorker } from '../use-worker.ts'
import type { MessageCover } from '../worker/methods/reading.ts'
import { newSheet } from '../writing/new-sheet.ts'
import { keepForDesk } from '../writing/on-the-way.ts'

/** What a reader can write about a message: what its type is answered with first, a question back, a no, or another type that answers it. */
export type AnswerKind = 'answer' | 'ask' | 'refuse' | { readonly type: string }

/** How each kind of answer says no. */
const REFUSALS: Readonly<Record<string, JsonObject>> = {
  'status-reply': { kind: 'rejection' },
  'information-reply': { outcome: { given: 'refused' } },
}

/** Begins an answer at the writing desk: case, receiver and what it answers are known. */
export function useAnswering({ message, case: reference, caseType }: MessageCover, as: string) {
  const worker = useWorker()
  const [, go] = useLocation()
  const typeOf = async (kind: AnswerKind): Promise<string> => {
    if (typeof kind === 'object') return kind.type
    if (kind === 'ask') return 'information-request'
    const [answer = 'status-reply'] = await worker.ask('writing.answers', { type: message.type })
    return answer
  }
  return async (kind: AnswerKind): Promise<void> => {
    const type = await typeOf(kind)
    const { id } = await worker.ask('drafts.begin')
    const begun = await worker.ask('writing.begin', { type, answered: message.id })
    keepForDesk(id, {
      ...newSheet(type, as, { case: reference, caseType }),
      document: { ...begun, ...(kind === 'refuse' ? REFUSALS[type] : undefined) },
      to: [message.from.function],
      inReplyTo: message.id,
    })
    go(`/write/${id}`)
  }
}

import { useLocation } from 'wouter'
import type { JsonObject } from '../../protocol/json.ts'
import { useWorker } from '../use-worker.ts'
import type { MessageCover } from '../worker/methods/reading.ts'
import { newSheet } from '../writing/new-sheet.ts'
import { keepForDesk } from '../writing/on-the-way.ts'

/** What a reader can write about a message: what its type is answered with, a question back, or a no. */
export type AnswerKind = 'answer' | 'ask' | 'refuse'

/** How each kind of answer says no. */
const REFUSALS: Readonly<Record<string, JsonObject>> = {
  'status-reply': { kind: 'rejection' },
  'information-reply': { outcome: { given: 'refused' } },
}

/** Begins an answer at the writing desk: case, receiver and what it answers are known. */
export function useAnswering({ message, case: reference, caseType }: MessageCover, as: string) {
  const worker = useWorker()
  const [, go] = useLocation()
  return async (kind: AnswerKind): Promise<void> => {
    const [answer = 'status-reply'] = await worker.ask('writing.answers', { type: message.type })
    const type = kind === 'ask' ? 'information-request' : answer
    const { id } = await worker.ask('drafts.begin')
    keepForDesk(id, {
      ...newSheet(type, as, { case: reference, caseType }),
      document: (kind === 'refuse' ? REFUSALS[type] : undefined) ?? {},
      to: [message.from.function],
      inReplyTo: message.id,
    })
    go(`/write/${id}`)
  }
}

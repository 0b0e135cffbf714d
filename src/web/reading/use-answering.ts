import { useLocation } from 'wouter'
import type { JsonObject } from '../../protocol/json.ts'
import { useWorker } from '../use-worker.ts'
import type { MessageCover } from '../worker/methods/reading.ts'
import { newSheet } from '../writing/new-sheet.ts'
import { keepForDesk } from '../writing/on-the-way.ts'

/** What a reader can write about a message. */
const ANSWERS = {
  answer: { type: 'status-reply', document: {} },
  ask: { type: 'information-request', document: {} },
  refuse: { type: 'status-reply', document: { kind: 'rejection' } },
} as const satisfies Readonly<
  Record<string, { readonly type: string; readonly document: JsonObject }>
>

export type AnswerKind = keyof typeof ANSWERS

/** Begins an answer at the writing desk: case, receiver and what it answers are known. */
export function useAnswering({ message, case: reference }: MessageCover, as: string) {
  const worker = useWorker()
  const [, go] = useLocation()
  return async (kind: AnswerKind): Promise<void> => {
    const { type, document } = ANSWERS[kind]
    const { id } = await worker.ask('drafts.begin')
    keepForDesk(id, {
      ...newSheet(type, as, { case: reference }),
      document,
      to: [message.from.function],
      inReplyTo: message.id,
    })
    go(`/write/${id}`)
  }
}

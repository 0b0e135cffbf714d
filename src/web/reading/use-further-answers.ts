import { useCallback } from 'react'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'

const NONE: readonly string[] = []

/** The types that may answer a message beside the first, which the ordinary answer is. */
export function useFurtherAnswers(type: string): readonly string[] {
  const worker = useWorker()
  const { value } = useAnswer(
    useCallback(() => worker.ask('writing.answers', { type }), [worker, type]),
  )
  return value?.slice(1) ?? NONE
}

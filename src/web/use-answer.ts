import { useCallback, useEffect, useState } from 'react'
import { WorkerFailure } from './crypto-worker.ts'

/** What a question to the worker has come to. */
export type Answer<T> =
  | { readonly state: 'waiting'; readonly value?: T }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: WorkerFailure; readonly value?: T }

/**
 * Asks when first shown and whenever `ask` changes, and again on `again`. What was there stays while it is asked again, and also when
 * that fails. An answer that comes after a later question is forgotten.
 */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> & { readonly again: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'waiting' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = true
    ask().then(
      (value) => isCurrent && setAnswer({ state: 'there', value }),
      (error: unknown) =>
        isCurrent &&
        setAnswer((before) => ({ ...kept(before), state: 'failed', failure: failureOf(error) })),
    )
    return () => {
      isCurrent = false
    }
  }, [ask, round])
  const again = useCallback(() => setRound((before) => before + 1), [])
  return { ...answer, again }
}

function kept<T>(before: Answer<T>): { readonly value?: T } {
  return before.value === undefined ? {} : { value: before.value }
}

/** What was thrown, as a failure that has words. */
export function failureOf(error: unknown): WorkerFailure {
  return error instanceof WorkerFailure ? error : new WorkerFailure({ code: 'unexpected' })
}

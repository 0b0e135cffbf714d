import { useCallback, useEffect, useState } from 'react'
import { WorkerFailure } from './crypto-worker.ts'
import { isLoadFailure } from './load-failure.ts'

/** What a question to the worker has come to. */
export type Answer<T> =
  | { readonly state: 'waiting'; readonly value?: T }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: WorkerFailure; readonly value?: T }

/** An answer, and how to ask for another. */
export type Asked<T> = Answer<T> & {
  /** Somebody asks again. */
  readonly again: () => void
  /** The page asks again by itself. */
  readonly renew: () => void
}

/** The first question, and each after it: whether somebody asked it. */
interface Round {
  readonly number: number
  readonly isByItself: boolean
}

/**
 * Asks when first shown and whenever `ask` changes, and again on `again` and `renew`; the latter through `askByItself`, which may say
 * that nobody is there. What was there stays while it is asked again, and also when that fails. An answer that comes after a later
 * question is forgotten.
 */
export function useAnswer<T>(ask: () => Promise<T>, askByItself: () => Promise<T> = ask): Asked<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'waiting' })
  const [{ number, isByItself }, setRound] = useState<Round>({ number: 0, isByItself: false })
  const question = isByItself ? askByItself : ask
  useEffect(() => {
    let isCurrent = true
    question().then(
      (value) => isCurrent && setAnswer({ state: 'there', value }),
      (error: unknown) =>
        isCurrent &&
        setAnswer((before) => ({ ...kept(before), state: 'failed', failure: failureOf(error) })),
    )
    return () => {
      isCurrent = false
    }
  }, [question, number])
  const next = useCallback(
    (by: boolean) => setRound((before) => ({ number: before.number + 1, isByItself: by })),
    [],
  )
  const again = useCallback(() => next(false), [next])
  const renew = useCallback(() => next(true), [next])
  return { ...answer, again, renew }
}

function kept<T>(before: Answer<T>): { readonly value?: T } {
  return before.value === undefined ? {} : { value: before.value }
}

/** What was thrown, as a failure that has words. */
export function failureOf(error: unknown): WorkerFailure {
  if (error instanceof WorkerFailure) return error
  return new WorkerFailure({ code: isLoadFailure(error) ? 'gateway-unreachable' : 'unexpected' })
}

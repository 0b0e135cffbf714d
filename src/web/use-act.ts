import { useRef, useState } from 'react'
import type { WorkerFailure } from './crypto-worker.ts'
import { failureOf } from './use-answer.ts'

/** An act that somebody starts, and what it came to. */
export interface Act<T> {
  readonly run: () => void
  readonly isBusy: boolean
  /** Undefined until it is done. */
  readonly done: T | undefined
  readonly failure: WorkerFailure | undefined
}

/** Runs an act when asked, one at a time. */
export function useAct<T>(act: () => Promise<T>): Act<T> {
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<T>()
  const [failure, setFailure] = useState<WorkerFailure>()
  const isUnderWay = useRef(false)
  const run = async () => {
    // Enter in a field sends a form whatever its button says.
    if (isUnderWay.current) return
    isUnderWay.current = true
    setBusy(true)
    setFailure(undefined)
    try {
      setDone(await act())
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { run: () => void run(), isBusy, done, failure }
}

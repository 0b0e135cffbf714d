import { useCallback, useRef, useState } from 'react'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf } from '../use-answer.ts'

/** Something that is done when somebody presses: whether it is under way, and how it failed. */
export interface Task {
  readonly isRunning: boolean
  readonly failure: WorkerFailure | undefined
  readonly run: (work: () => Promise<unknown>) => Promise<void>
}

export function useTask(): Task {
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const isUnderWay = useRef(false)
  const run = useCallback(async (work: () => Promise<unknown>) => {
    // Enter in a field sends a form whatever its button says.
    if (isUnderWay.current) return
    isUnderWay.current = true
    setRunning(true)
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(failureOf(error))
    }
    isUnderWay.current = false
    setRunning(false)
  }, [])
  return { isRunning, failure, run }
}

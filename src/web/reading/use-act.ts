import { useState } from 'react'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf } from '../use-answer.ts'

/** One act at a time; what failed is told, and the state is asked for again in any case: somebody else may have been faster. */
export function useAct(onChanged: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
      onChanged()
    }
  }
  return { act: (work: () => Promise<unknown>) => void run(work), isBusy, failure }
}

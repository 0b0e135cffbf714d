import { useCallback, useEffect, useMemo, useState } from 'react'
import type { WaitingNumbers } from '../client/work.ts'
import { useChanges } from './use-changes.ts'
import { useWorker } from './use-worker.ts'

/** By function, how much waits for it: as it is now, and nothing for a function of which that is not known. */
export function useWaitingNumbers(
  functions: readonly string[],
): Readonly<Record<string, WaitingNumbers>> {
  const worker = useWorker()
  const [numbers, setNumbers] = useState<readonly WaitingNumbers[]>([])
  const isKnown = functions.length > 0
  const ask = useCallback(() => {
    if (!isKnown) return setNumbers([])
    // What cannot be asked now is asked again with the next change; the inbox itself says that the gateway does not answer.
    worker.ask('inbox.numbers').then(setNumbers, () => {})
  }, [worker, isKnown])
  useEffect(ask, [ask])
  useChanges(functions, undefined, ask)
  return useMemo(() => Object.fromEntries(numbers.map((each) => [each.function, each])), [numbers])
}

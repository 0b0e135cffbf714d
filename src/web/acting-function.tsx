import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { WaitingNumbers } from '../client/work.ts'
import { useWaitingNumbers } from './use-waiting-numbers.ts'
import { useWorker } from './use-worker.ts'
import type { OwnFunction } from './worker/methods/inbox.ts'

/** For which of the own functions the member acts now. */
export interface ActingFunction {
  /** Undefined until they are known; empty while the keys are locked. */
  readonly functions: readonly OwnFunction[] | undefined
  readonly chosen: OwnFunction | undefined
  readonly choose: (id: string) => void
  /** By function id, how much waits for it. */
  readonly waiting: Readonly<Record<string, WaitingNumbers>>
  /** Asks again, after the keys were unlocked or locked. */
  readonly refresh: () => void
}

const Context = createContext<ActingFunction | undefined>(undefined)

/** Knows the member's functions for everything below it. Which one is chosen is kept in memory alone: an address or a store would tell. */
export function ActingFunctionProvider({ children }: { readonly children: ReactNode }) {
  const worker = useWorker()
  const [functions, setFunctions] = useState<readonly OwnFunction[]>()
  const [chosenId, choose] = useState<string>()
  const refresh = useCallback(() => {
    worker.ask('inbox.functions').then(setFunctions, () => setFunctions([]))
  }, [worker])
  useEffect(() => {
    refresh()
    return worker.listen('keys.changed', refresh)
  }, [worker, refresh])
  const ids = useMemo(() => functions?.map(({ id }) => id) ?? [], [functions])
  const waiting = useWaitingNumbers(ids)
  const value = useMemo(() => {
    const chosen = functions?.find(({ id }) => id === chosenId) ?? functions?.[0]
    return { functions, chosen, choose, waiting, refresh }
  }, [functions, chosenId, waiting, refresh])
  return <Context value={value}>{children}</Context>
}

/** The function that the member acts for. */
export function useActingFunction(): ActingFunction {
  const value = use(Context)
  if (value === undefined) throw new TypeError('no acting function above this component')
  return value
}

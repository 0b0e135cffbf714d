import { createContext, use } from 'react'
import type { CryptoWorker } from './crypto-worker.ts'

/** The worker of this page. */
export const WorkerContext = createContext<CryptoWorker | undefined>(undefined)

/** The worker, in a component below `WorkerContext`. */
export function useWorker(): CryptoWorker {
  const worker = use(WorkerContext)
  if (worker === undefined) throw new TypeError('no worker above this component')
  return worker
}

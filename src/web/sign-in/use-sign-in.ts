import { useCallback, useEffect, useState } from 'react'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { SignInStatus } from '../worker/methods/sign-in.ts'

/** ms between two looks at whether the sign-in still holds: a revocation is felt within the minute. */
const LOOK = 30_000

/** What is known of who is signed in. */
export interface SignIn {
  /** Undefined until it is known. */
  readonly status: SignInStatus | undefined
  /** Why the last look failed; undefined when it did not. */
  readonly failure: WorkerFailure | undefined
  /** Looks now. */
  readonly look: () => void
}

/** Looks at once, every half minute, and when the page is shown again. Looking keeps nobody signed in. */
export function useSignIn(): SignIn {
  const worker = useWorker()
  const [status, setStatus] = useState<SignInStatus>()
  const [failure, setFailure] = useState<WorkerFailure>()
  const look = useCallback(() => {
    worker.ask('signIn.status').then(
      (said) => {
        setStatus(said)
        setFailure(undefined)
      },
      (error: unknown) => setFailure(failureOf(error)),
    )
  }, [worker])
  useEffect(() => {
    look()
    const timer = setInterval(look, LOOK)
    const lookWhenShown = () => {
      if (document.visibilityState === 'visible') look()
    }
    document.addEventListener('visibilitychange', lookWhenShown)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookWhenShown)
    }
  }, [look])
  return { status, failure, look }
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { WorkerFailure } from '../crypto-worker.ts'
import { lock } from '../lock.ts'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { SignInStatus } from '../worker/methods/sign-in.ts'
import { idleFor } from './last-input.ts'

/** ms between two looks at whether the sign-in still holds: a revocation is felt within the minute. */
const LOOK = 30_000

/** ms after which a desk at which nobody does anything is left, as the gateway counts it, too. */
const IDLE = 15 * 60_000

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
  const known = useRef<SignInStatus>(undefined)
  // Also after the sign-in has ended: what was typed still stands in the page, for who was here.
  const lastPerson = useRef<SignInStatus>(undefined)
  const know = useCallback((said: SignInStatus) => {
    known.current = said
    if (said.signedIn) lastPerson.current = said
    setStatus(said)
  }, [])
  // An answer that was overtaken by a later one says what was.
  const asked = useRef(0)
  const answered = useRef(0)
  const look = useCallback(() => {
    const mine = ++asked.current
    const isOvertaken = () => mine < answered.current
    worker.ask('signIn.status').then(
      (said) => {
        if (isOvertaken()) return
        answered.current = mine
        if (isAnother(lastPerson.current, said)) return lock()
        know(withReason(known.current, said))
        setFailure(undefined)
      },
      (error: unknown) => {
        if (isOvertaken()) return
        answered.current = mine
        // Nobody can be asked, and nobody sits here: what lies open must not lie open for ever.
        if (isLeft(known.current))
          void worker.ask('signIn.lock').then(() => know(over(known.current!)))
        setFailure(failureOf(error))
      },
    )
  }, [worker, know])
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

/** Whether somebody else has signed in with this browser, in another tab: nothing of who was here may be left. */
function isAnother(before: SignInStatus | undefined, now: SignInStatus): boolean {
  if (before?.signedIn !== true || !now.signedIn) return false
  return before.agency !== now.agency || before.iss !== now.iss || before.sub !== now.sub
}

/** Whether the sign-in is over by all that is known here, and nobody has done anything for as long. */
function isLeft(known: SignInStatus | undefined): boolean {
  return known?.signedIn === true && Date.now() >= Date.parse(known.idleUntil) && idleFor() >= IDLE
}

/** The gateway says why only once, and perhaps to another request: what was told stays told until somebody signs in. */
function withReason(before: SignInStatus | undefined, now: SignInStatus): SignInStatus {
  if (before === undefined || now.signedIn || now.reason !== null) return now
  if (!before.signedIn) return { ...now, reason: before.reason }
  return Date.now() < Date.parse(before.idleUntil) ? now : over(now)
}

function over({ issuers }: SignInStatus): SignInStatus {
  return { signedIn: false, reason: 'session-idle', issuers }
}

import { useCallback, useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { Admission } from './admission.tsx'
import { FirstVisit } from './first-visit.tsx'
import { IntroductionCall } from './introduction-call.tsx'
import { Unlock } from './unlock.tsx'

/** Shows what is inside to a member whose keys are unlocked, and to everybody else what is still to do. */
export function KeysGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const asked = useAnswer(useCallback(() => worker.ask('keys.state'), [worker]))
  const { again } = asked
  useEffect(() => worker.listen('keys.changed', again), [worker, again])
  useFocusOnNext(asked.value?.state)
  if (asked.state === 'failed') return <Failure failure={asked.failure} onRetry={again} />
  if (asked.value === undefined) return <p role="status">{t('asking')}</p>
  switch (asked.value.state) {
    case 'none':
      return <FirstVisit wasSeen={asked.value.wasSeen} onDone={again} />
    case 'locked':
      return <Unlock locked={asked.value} onDone={again} />
    case 'introduction':
      return <IntroductionCall waiting={asked.value} onLook={again} />
    case 'admission':
      return <Admission fingerprint={asked.value.fingerprint} onLook={again} />
    case 'unlocked':
      return (
        <>
          {(asked.value.missing.length > 0 || asked.value.hasNewIntroduction) && <Attention />}
          {children}
        </>
      )
  }
}

/** What follows is like another page: what had the focus is gone, so the content has it. */
function useFocusOnNext(state: string | undefined): void {
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (state === undefined || shown.current === state) return
    if (shown.current !== undefined) {
      document.getElementById('content')?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
    shown.current = state
  }, [state])
}

/** Something about the keys that keeps messages from being read, until it is dealt with. */
function Attention() {
  const { t } = useTranslation('keys')
  return (
    <p className="notice">
      {t('attention')} <Link href="/keys">{t('attend')}</Link>
    </p>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { sayClock } from '../words/moments.ts'
import { useSignedIn } from './signed-in-person.ts'

/** ms before the end at which one is warned (WCAG 2.2, 2.2.1: long enough to answer). */
const WARNED = 2 * 60_000

/** Warns before the sign-in ends, and lets one stay: by pressing, not by moving a mouse. */
export function IdleWarning() {
  const { t } = useTranslation('signIn')
  const language = useLanguage()
  const worker = useWorker()
  const { person, look } = useSignedIn()
  const end = Date.parse(person.idleUntil)
  const isLast = person.idleUntil === person.endsAt
  const isNear = useIsPast(end - WARNED)
  const isOver = useIsPast(end)
  useEffect(() => {
    if (isNear || isOver) look()
  }, [isNear, isOver, look])
  if (!isNear) return null
  const time = sayClock(end, language)
  const stay = () => worker.ask('signIn.extend').then(look, look)
  return (
    <section className="notice soon" role="alert" aria-label={t('soonTitle')}>
      <p>
        <strong>{t('soon', { time })}</strong>{' '}
        <span className="why">{t(isLast ? 'overSoon' : 'idleSoon')}</span>
      </p>
      {!isLast && (
        <Button look="main" onPress={() => void stay()}>
          {t('stay')}
        </Button>
      )}
    </section>
  )
}

/** Whether a time (ms) is over, told when it is. */
function useIsPast(time: number): boolean {
  const [passed, setPassed] = useState<number>()
  useEffect(() => {
    const timer = setTimeout(() => setPassed(time), Math.max(0, time - Date.now()))
    return () => clearTimeout(timer)
  }, [time])
  return passed === time
}

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'

/** What the gateway says of itself: for whoever compares its keys by telephone. */
export function AboutGateway() {
  const { t } = useTranslation('frame')
  const worker = useWorker()
  const { state, value, again, ...rest } = useAnswer(
    useCallback(() => worker.ask('gateway.about'), [worker]),
  )
  if (state === 'failed' && 'failure' in rest)
    return <Failure failure={rest.failure} onRetry={again} />
  if (value === undefined) return <p>{t('loading')}</p>
  return (
    <>
      <h1>Sluss</h1>
      <p>{String(value['log'])}</p>
    </>
  )
}

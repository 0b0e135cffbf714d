import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../parts/failure.tsx'
import type { Asked } from '../use-answer.ts'

interface LoadedProps<T> {
  readonly answer: Asked<T>
  readonly children: (value: T) => ReactNode
}

/** What an answer shows: that it is on its way, why it did not come, or itself. */
export function Loaded<T>({ answer, children }: LoadedProps<T>) {
  const { t } = useTranslation('frame')
  return (
    <>
      {answer.state === 'failed' && <Failure failure={answer.failure} onRetry={answer.again} />}
      {answer.state === 'waiting' && answer.value === undefined && <p>{t('loading')}</p>}
      {answer.value !== undefined && children(answer.value)}
    </>
  )
}

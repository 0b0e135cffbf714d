import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ReviewTask } from '../../client/review-task.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf, useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { WorkerFailure } from '../crypto-worker.ts'

/** What the function has sent whose assessment has run out. Nothing when there is nothing. */
export function Reviews({ of }: { readonly of: string }) {
  const { t } = useTranslation('inbox')
  const id = useId()
  const worker = useWorker()
  const { value, again, ...answer } = useAnswer(
    useCallback(() => worker.ask('notes.reviews', { function: of, passive: true }), [worker, of]),
  )
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={again} />
  if (value === undefined || value.length === 0) return null
  return (
    <section className="work" aria-labelledby={id}>
      <h2 id={id}>
        {t('reviews')} <span className="count">{value.length}</span>
      </h2>
      <p className="soft">{t('reviewsHelp')}</p>
      <ul className="reviews">
        {value.map((task) => (
          <Review key={task.id} task={task} of={of} onDone={again} />
        ))}
      </ul>
    </section>
  )
}

interface ReviewProps {
  readonly task: ReviewTask
  readonly of: string
  readonly onDone: () => void
}

function Review({ task, of, onDone }: ReviewProps) {
  const { t } = useTranslation('inbox')
  const worker = useWorker()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const { id, case: reference, about: message, on } = task
  const finish = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const content = { kind: 'done', step: id } as const
      await worker.ask('notes.add', { case: reference, function: of, content, message })
      onDone()
    } catch (error) {
      setFailure(failureOf(error))
      setBusy(false)
    }
  }
  return (
    <li>
      <span>
        <Link href={`/case/${reference}`}>{reference}</Link> {t('lasted', { day: on })}
      </span>
      <Button
        isPending={isBusy}
        onPress={() => void finish()}
        aria-label={`${t('notNeeded')}: ${reference}`}
      >
        {t('notNeeded')}
      </Button>
      {failure && <Failure failure={failure} />}
    </li>
  )
}

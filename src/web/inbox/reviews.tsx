import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ReviewTask } from '../../client/review-task.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf, useAnswer, type Asked } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import type { OwnFunction } from '../worker/methods/inbox.ts'

/** What the function has sent whose assessment has run out; nobody but an author has such tasks. */
export function useReviews({ id, roles }: OwnFunction): Asked<readonly ReviewTask[]> {
  const worker = useWorker()
  const isAuthor = roles.includes('author')
  const ask = useCallback(
    async () => (isAuthor ? worker.ask('notes.reviews', { function: id, passive: true }) : []),
    [worker, id, isAuthor],
  )
  return useAnswer<readonly ReviewTask[]>(ask)
}

interface ReviewsProps {
  readonly of: string
  readonly asked: Asked<readonly ReviewTask[]>
}

/** Those tasks. Nothing when there is none; that they could not be fetched, the inbox says. */
export function Reviews({ of, asked: { value = [], again } }: ReviewsProps) {
  const { t } = useTranslation('inbox')
  const id = useId()
  if (value.length === 0) return null
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

import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { REVIEW_QUEUES } from '../../protocol/review.ts'
import type { ReviewQueue } from '../../protocol/review.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { NotFound } from '../frame/not-found.tsx'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import type { ScreenProps } from '../screen.ts'
import { failureOf, useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { Queue, QueueRow } from '../worker/methods/reviewing.ts'
import { Loaded } from './loaded.tsx'
import { QueueItem } from './queue-item.tsx'
import { ReviewPage } from './review-page.tsx'

/** One queue of what waits for the compliance officer, the weightiest reason first. */
export function QueueScreen({ params }: ScreenProps) {
  const { t } = useTranslation('reviewing')
  const queue = REVIEW_QUEUES.find((one) => one === params['queue'])
  if (queue === undefined) return <NotFound />
  return (
    <ReviewPage title={t('queueTitle', { queue: t(queue) })}>
      {(as) => (
        <>
          <nav className="doors" aria-label={t('queues')}>
            {REVIEW_QUEUES.map((one) => (
              <Link
                key={one}
                href={`/review/queue/${one}`}
                aria-current={one === queue ? 'page' : undefined}
              >
                {t(one)}
              </Link>
            ))}
          </nav>
          <KnownQueue key={`${as} ${queue}`} as={as} queue={queue} />
        </>
      )}
    </ReviewPage>
  )
}

interface KnownQueueProps {
  readonly as: string
  readonly queue: ReviewQueue
}

function KnownQueue({ as, queue }: KnownQueueProps) {
  const worker = useWorker()
  const answer = useAnswer(
    useCallback(() => worker.ask('reviewing.queue', { queue }), [worker, queue]),
  )
  return <Loaded answer={answer}>{(first) => <Pages first={first} as={as} queue={queue} />}</Loaded>
}

interface PagesProps extends KnownQueueProps {
  readonly first: Queue
}

function Pages({ first, as, queue }: PagesProps) {
  const { t } = useTranslation('reviewing')
  const { rows, next, failure, load } = useMore(first, queue)
  const late = rows.filter(({ isOverdue }) => isOverdue).length
  return (
    <>
      <p role="status">
        {first.total === 0 ? t('empty') : t('count', { count: first.total })}
        {late > 0 && <strong> · {t('overdue', { count: late })}</strong>}
      </p>
      <ol className="queue">
        {rows.map((row) => (
          <QueueItem key={row.record} row={row} as={as} names={first.names} />
        ))}
      </ol>
      {failure && <Failure failure={failure} onRetry={load} />}
      {next !== null && failure === undefined && (
        <Button onPress={load}>{t('more', { left: first.total - rows.length })}</Button>
      )}
    </>
  )
}

interface More {
  readonly rows: readonly QueueRow[]
  readonly next: string | null
  readonly failure?: WorkerFailure
}

/** The pages after the first, as somebody asks for them. */
function useMore(first: Queue, queue: ReviewQueue) {
  const worker = useWorker()
  const [more, setMore] = useState<More>({ rows: [], next: first.next })
  const load = () => {
    if (more.next === null) return
    worker.ask('reviewing.queue', { queue, cursor: more.next }).then(
      ({ rows, next }) => setMore({ rows: [...more.rows, ...rows], next }),
      (error: unknown) => setMore({ ...more, failure: failureOf(error) }),
    )
  }
  return { rows: [...first.rows, ...more.rows], next: more.next, failure: more.failure, load }
}

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewReason } from '../../protocol/review.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { Queue, QueueRow } from '../worker/methods/reviewing.ts'
import { QueueItem } from './queue-item.tsx'

/** What waits for the compliance officer, by the kind of reason. */
export function QueueScreen() {
  const { t } = useTranslation('reviewing')
  const { functions, chosen } = useActingFunction()
  return (
    <>
      <h1>{t('title')}</h1>
      {chosen === undefined ? (
        <p>{functions === undefined ? t('loading') : t('locked')}</p>
      ) : (
        <KnownQueue key={chosen.id} as={chosen.id} />
      )}
    </>
  )
}

function KnownQueue({ as }: { readonly as: string }) {
  const { t } = useTranslation('reviewing')
  const worker = useWorker()
  const { again, ...answer } = useAnswer(useCallback(() => worker.ask('reviewing.queue'), [worker]))
  const queue = answer.value
  if (queue === undefined)
    return answer.state === 'failed' ? (
      <Failure failure={answer.failure} onRetry={again} />
    ) : (
      <p>{t('loading')}</p>
    )
  return (
    <>
      <Numbers queue={queue} />
      {KINDS.map((kind) => {
        const rows = queue.rows.filter((row) => kindOf(row) === kind)
        return (
          rows.length > 0 && (
            <section key={kind}>
              <h2>
                {t(kind)} <span className="count">{rows.length}</span>
              </h2>
              <ol className="queue">
                {rows.map((row) => (
                  <QueueItem key={row.record} row={row} as={as} names={queue.names} />
                ))}
              </ol>
            </section>
          )
        )
      })}
    </>
  )
}

function Numbers({ queue: { rows, unreviewable } }: { readonly queue: Queue }) {
  const { t } = useTranslation('reviewing')
  const late = rows.filter(({ isOverdue }) => isOverdue).length
  return (
    <>
      <p role="status">
        {rows.length === 0 ? t('empty') : t('count', { count: rows.length })}
        {late > 0 && <strong> · {t('overdue', { count: late })}</strong>}
      </p>
      {unreviewable > 0 && <p className="notice">{t('unreviewable', { count: unreviewable })}</p>}
    </>
  )
}

const KINDS = ['always', 'relations', 'sample', 'denied'] as const

const KIND_OF: Readonly<Partial<Record<ReviewReason, (typeof KINDS)[number]>>> = {
  'deny-listed': 'relations',
  'same-surname': 'relations',
  'same-area': 'relations',
  sample: 'sample',
  'repeated-denials': 'denied',
}

/** A record that stands there for several reasons is shown once, under the first kind of them. */
function kindOf({ reasons }: QueueRow): (typeof KINDS)[number] {
  const kinds = reasons.map((reason) => KIND_OF[reason] ?? 'always')
  return KINDS.find((kind) => kinds.includes(kind)) ?? 'always'
}

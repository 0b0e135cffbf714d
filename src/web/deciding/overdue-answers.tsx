import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { listOverdue } from '../../client/overdue.ts'
import { WorkRow } from '../inbox/work-row.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useChanges } from '../use-changes.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'

/** What the function has not answered in time: whoever decides in it sees to it that it is. Nothing when there is nothing. */
export function OverdueAnswers({ of }: { readonly of: string }) {
  const { t } = useTranslation('deciding')
  const now = useNow()
  const worker = useWorker()
  const { again, renew, ...answer } = useAnswer(
    useCallback(() => worker.ask('inbox.work', { function: of }), [worker, of]),
    useCallback(() => worker.ask('inbox.work', { function: of, passive: true }), [worker, of]),
  )
  useChanges([of], answer.value?.work.cursor, renew)
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={again} />
  if (answer.value === undefined) return null
  const { work, names } = answer.value
  const overdue = listOverdue(work, now)
  if (overdue.length === 0) return null
  return (
    <section className="work" aria-labelledby="overdue">
      <h2 id="overdue">
        {t('overdue')} <span className="count">{overdue.length}</span>
      </h2>
      <p>{t('overdueHelp')}</p>
      <ul className="rows">
        {overdue.map((item) => (
          <WorkRow
            key={item.id}
            heading={item.owner === undefined ? 'unowned' : 'ours'}
            item={item}
            names={names}
            now={now}
          />
        ))}
      </ul>
    </section>
  )
}

import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { listOverdue } from '../../client/overdue.ts'
import { WORK_HEADINGS } from '../../client/work.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer, type Asked } from '../use-answer.ts'
import { useChanges } from '../use-changes.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayClock } from '../words/moments.ts'
import type { OwnFunction } from '../worker/methods/inbox.ts'
import { Arrivals } from './arrivals.tsx'
import { LiveNotice } from './live-notice.tsx'
import { Reviews, useReviews } from './reviews.tsx'
import { WorkSection } from './work-section.tsx'

/** The first screen: what waits for the function that the member acts for. */
export function Inbox() {
  const { t } = useTranslation('inbox')
  const { functions, chosen } = useActingFunction()
  if (chosen !== undefined) return <FunctionInbox key={chosen.id} of={chosen} />
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{functions === undefined ? t('loading') : t('locked')}</p>
    </>
  )
}

function FunctionInbox({ of }: { readonly of: OwnFunction }) {
  const { t } = useTranslation('inbox')
  const language = useLanguage()
  const now = useNow()
  const reviews = useReviews(of)
  const { answer, live, again, more } = useWork(of.id, reviews)
  const { value } = answer
  const failed = [answer, reviews].find(({ state }) => state === 'failed')
  return (
    <>
      <header className="screen-head">
        <h1>
          {t('title')} – <bdi>{of.name[language]}</bdi>
        </h1>
        {value && (
          <p className="fetched">
            {t('fetched', { clock: sayClock(Date.parse(value.work.at), language) })}
          </p>
        )}
      </header>
      <Doors of={of} overdue={value === undefined ? 0 : listOverdue(value.work, now).length} />
      {failed?.state === 'failed' && <Failure failure={failed.failure} onRetry={again} />}
      <LiveNotice live={live} onFetch={again} />
      {value === undefined && answer.state === 'waiting' && <p>{t('loading')}</p>}
      {value && (
        <>
          <Arrivals work={value.work} />
          <Reviews of={of.id} asked={reviews} />
          {WORK_HEADINGS.map((heading) => (
            <WorkSection key={heading} heading={heading} named={value} now={now} onMore={more} />
          ))}
        </>
      )}
    </>
  )
}

/** The ways on from here that the member's roles open. */
function Doors({ of, overdue }: { readonly of: OwnFunction; readonly overdue: number }) {
  const { t } = useTranslation('inbox')
  const { waiting } = useActingFunction()
  const toDecide = waiting[of.id]?.toDecide ?? 0
  return (
    <p className="doors">
      {toDecide > 0 && <Link href="/decide">{t('toDecide', { count: toDecide })}</Link>}
      {overdue > 0 && of.roles.includes('decision-maker') && (
        <Link href="/decide">{t('overdue', { count: overdue })}</Link>
      )}
      {of.roles.includes('author') && <Link href="/write">{t('write')}</Link>}
    </p>
  )
}

/** Rows under a heading at first, and with each wish for more: the whole list stays live. */
const PAGE = 500

/** What waits, asked for again whenever something happens for the function; and with it what could not be fetched beside it. */
function useWork(id: string, beside: Asked<unknown>) {
  const worker = useWorker()
  const [most, setMost] = useState(PAGE)
  const ask = useCallback(
    () => worker.ask('inbox.work', { function: id, most }),
    [worker, id, most],
  )
  const askByItself = useCallback(
    () => worker.ask('inbox.work', { function: id, most, passive: true }),
    [worker, id, most],
  )
  const answer = useAnswer(ask, askByItself)
  const live = useChanges([id], answer.value?.work.cursor, () => {
    answer.renew()
    if (beside.state === 'failed') beside.renew()
  })
  const again = () => {
    answer.again()
    if (beside.state === 'failed') beside.again()
  }
  const more = useCallback(() => setMost((before) => before + PAGE), [])
  return { answer, live, again, more }
}

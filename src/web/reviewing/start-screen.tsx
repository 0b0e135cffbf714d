import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ReviewNumbers } from '../../client/gateway-review.ts'
import { REVIEW_QUEUES } from '../../protocol/review.ts'
import { useActingFunction } from '../acting-function.tsx'
import { sayMonth } from '../openings/month.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { Loaded } from './loaded.tsx'

/** The compliance officer's first page: what waits, what it is about, and what to do next. */
export function StartScreen() {
  const { t } = useTranslation('reviewing')
  const { functions, chosen } = useActingFunction()
  return (
    <>
      <h1>{t('title')}</h1>
      {chosen === undefined ? (
        <p>{functions === undefined ? t('loading') : t('locked')}</p>
      ) : (
        <Start key={chosen.id} />
      )}
    </>
  )
}

function Start() {
  const worker = useWorker()
  const answer = useAnswer(useCallback(() => worker.ask('reviewing.numbers'), [worker]))
  return (
    <Loaded answer={answer}>
      {(numbers) => (
        <>
          <Waiting numbers={numbers} />
          <AlsoWaiting numbers={numbers} />
          <LookUps />
        </>
      )}
    </Loaded>
  )
}

interface NumbersProps {
  readonly numbers: ReviewNumbers
}

function Waiting({ numbers: { queues, overdue, unreviewable } }: NumbersProps) {
  const { t } = useTranslation('reviewing')
  const total = REVIEW_QUEUES.reduce((sum, queue) => sum + queues[queue], 0)
  return (
    <section aria-labelledby="to-wait">
      <h2 id="to-wait">{t('toWait')}</h2>
      <p role="status">
        {total === 0 ? t('empty') : t('count', { count: total })}
        {overdue > 0 && <strong> · {t('overdue', { count: overdue })}</strong>}
      </p>
      {unreviewable > 0 && <p className="notice">{t('unreviewable', { count: unreviewable })}</p>}
      <ul className="rows">
        {REVIEW_QUEUES.map((queue) => (
          <Row key={queue} href={`/review/queue/${queue}`} number={queues[queue]}>
            <strong>{t(queue)}</strong> <span className="soft">{t(`${queue}Help`)}</span>
          </Row>
        ))}
      </ul>
    </section>
  )
}

function AlsoWaiting({ numbers }: NumbersProps) {
  const { t } = useTranslation('reviewing')
  const month = sayMonth(numbers.sample.month, useLanguage())
  const { toApprove, approved } = numbers.inquiries
  return (
    <section aria-labelledby="also-waits">
      <h2 id="also-waits">{t('alsoWaits')}</h2>
      {numbers.undrawn > 0 && <p className="notice">{t('undrawn', { count: numbers.undrawn })}</p>}
      <ul className="rows">
        <Row href="/review/sample">
          {t(numbers.sample.isDrawn ? 'sampleDrawn' : 'sampleToDraw', { month })}
        </Row>
        <Row href="/review/inquiries">
          {[
            toApprove > 0 && t('toApprove', { count: toApprove }),
            approved > 0 && t('approved', { count: approved }),
            toApprove + approved === 0 && t('noInquiries'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Row>
        <Row href="/review/reconciliation">
          {numbers.alarms === 0 ? t('noAlarms') : t('alarms', { count: numbers.alarms })}
        </Row>
        <Row href="/review/denied">{t('denials', { count: numbers.denials })}</Row>
      </ul>
    </section>
  )
}

function LookUps() {
  const { t } = useTranslation('reviewing')
  return (
    <section aria-labelledby="look-up">
      <h2 id="look-up">{t('lookUp')}</h2>
      <ul className="rows">
        <Row href="/review/case">{t('caseTimeline')}</Row>
        <Row href="/reports">{t('reports')}</Row>
        <Row href="/reports/extract">{t('extract')}</Row>
        <Row href="/log">{t('trust')}</Row>
      </ul>
    </section>
  )
}

interface RowProps {
  readonly href: string
  readonly number?: number
  readonly children: ReactNode
}

/** A whole line that leads on, with its number if it has one. */
function Row({ href, number, children }: RowProps) {
  return (
    <li className="row start">
      <Link href={href}>
        <span>{children}</span>
        {number !== undefined && <span className="number">{number}</span>}
      </Link>
    </li>
  )
}

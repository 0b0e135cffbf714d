import { Fragment, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useActingFunction } from '../acting-function.tsx'
import { sayType, saySide } from '../message-words.ts'
import { Failure } from '../parts/failure.tsx'
import { Moment } from '../parts/moment.tsx'
import { rowsLook } from '../parts/rows-look.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { OverdueAnswers } from './overdue-answers.tsx'

/** What waits for a decision of the function that the member acts for, the oldest first. */
export function HeldListScreen() {
  const { t } = useTranslation('deciding')
  const { functions, chosen } = useActingFunction()
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="doors">
        <Link href="/review/inquiries">{t('inquiries')}</Link>
      </p>
      {chosen === undefined ? (
        <p>{functions === undefined ? t('loading') : t('locked')}</p>
      ) : (
        <Fragment key={chosen.id}>
          <HeldList of={chosen.id} />
          <OverdueAnswers of={chosen.id} />
        </Fragment>
      )}
    </>
  )
}

function HeldList({ of }: { readonly of: string }) {
  const { t } = useTranslation('deciding')
  const language = useLanguage()
  const now = useNow()
  const worker = useWorker()
  const { again, ...answer } = useAnswer(
    useCallback(() => worker.ask('deciding.list', { function: of }), [worker, of]),
  )
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={again} />
  if (answer.value === undefined) return <p>{t('loading')}</p>
  const { items, names } = answer.value
  if (items.length === 0) return <p>{t('empty')}</p>
  return (
    <ol className={rowsLook(items.length)}>
      {items
        .toSorted((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ id, type, case: reference, to, at }) => (
          <li key={id} className="row held">
            <Link href={`/decide/${id}`}>
              <bdi className="reference">{reference}</bdi>{' '}
              <span className="what">
                <strong>
                  <bdi>{sayType(type, language)}</bdi>
                </strong>{' '}
                <bdi className="side">
                  {t('to', { to: to.map((side) => saySide(side, names, language)).join('; ') })}
                </bdi>
              </span>{' '}
              <span className="when">
                <Moment at={at} now={now} />
              </span>
            </Link>
          </li>
        ))}
    </ol>
  )
}

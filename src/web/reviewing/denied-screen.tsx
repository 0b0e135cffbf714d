import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { monthBefore, sayMonth } from '../openings/month.ts'
import { sayFunction } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayWholeDay } from '../words/moments.ts'
import type { WordedDenials } from '../worker/methods/oversight.ts'
import { Loaded } from './loaded.tsx'
import { ReviewPage } from './review-page.tsx'
import { sayActor } from './say-actor.ts'
import { useDenialWords } from './use-denial-words.ts'

/** What members asked for and were not given: each day, who most, and the latest. */
export function DeniedScreen() {
  const { t } = useTranslation('oversight')
  return (
    <ReviewPage title={t('deniedTitle')} intro={t('deniedIntro')}>
      {() => <Months />}
    </ReviewPage>
  )
}

function Months() {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const worker = useWorker()
  const [month, setMonth] = useState<string>()
  const answer = useAnswer(
    useCallback(
      () => worker.ask('oversight.denials', month === undefined ? {} : { month }),
      [worker, month],
    ),
  )
  return (
    <Loaded answer={answer}>
      {(denials) => {
        const before = monthBefore(denials.month)
        return (
          <>
            <Month denials={denials} />
            <Button onPress={() => setMonth(before)}>
              {t('deniedOlder', { month: sayMonth(before, language) })}
            </Button>
          </>
        )
      }}
    </Loaded>
  )
}

interface MonthProps {
  readonly denials: WordedDenials
}

function Month({ denials }: MonthProps) {
  const { t } = useTranslation('oversight')
  const month = sayMonth(denials.month, useLanguage())
  if (denials.total === 0) return <p role="status">{t('deniedNone', { month })}</p>
  return (
    <>
      <p role="status">
        <strong>{t('deniedTotal', { count: denials.total, month })}</strong>
      </p>
      <Members denials={denials} />
      <Days denials={denials} />
      <Newest denials={denials} />
    </>
  )
}

function Members({ denials: { members } }: MonthProps) {
  const { t } = useTranslation('oversight')
  const now = useNow()
  return (
    <table className="checks">
      <caption>{t('deniedMembers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('deniedMember')}</th>
          <th scope="col">{t('deniedNumber')}</th>
          <th scope="col">{t('deniedThings')}</th>
          <th scope="col">{t('deniedLast')}</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ actor, denials, things, lastAt, record }) => (
          <tr key={actor}>
            <th scope="row">
              <bdi>{sayActor(actor)}</bdi>{' '}
              <Link className="act" href={`/review/inquire/${record}`}>
                {t('inquire')}
              </Link>
            </th>
            <td data-name={t('deniedNumber')}>{denials}</td>
            <td data-name={t('deniedThings')}>{things}</td>
            <td data-name={t('deniedLast')}>
              <Moment at={lastAt} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Days({ denials: { days } }: MonthProps) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  return (
    <table className="checks">
      <caption>{t('deniedDays')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('deniedDay')}</th>
          <th scope="col">{t('deniedNumber')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, denials }) => (
          <tr key={day}>
            <th scope="row">{sayWholeDay(Date.parse(`${day}T12:00:00.000Z`), language)}</th>
            <td data-name={t('deniedNumber')}>{denials}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Newest({ denials: { rows, names } }: MonthProps) {
  const sayDenial = useDenialWords()
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const now = useNow()
  return (
    <>
      <h2>{t('deniedNewest')}</h2>
      <ol className="timeline">
        {rows.map(({ record, at, words, actor, function: id, case: reference, ...row }) => {
          const about = [
            t('actor', { actor: sayActor(actor) }),
            id && sayFunction(id, names, language),
            reference && t('inCase', { case: reference }),
            row.disclosure && t('deniedMessage', { id: row.disclosure }),
            row.code && sayDenial(row.code),
          ].filter(Boolean)
          return (
            <li key={record}>
              <p>
                <Moment at={at} now={now} />{' '}
                <strong>
                  <bdi>{words[language]}</bdi>
                </strong>
              </p>
              <p className="soft">
                <bdi>{about.join('\u00a0· ')}</bdi>
              </p>
            </li>
          )
        })}
      </ol>
    </>
  )
}

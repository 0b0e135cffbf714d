import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayFunction } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import { sayClock, sayWholeDay } from '../words/moments.ts'
import type { Timeline as Told } from '../worker/methods/oversight.ts'
import type { Names } from '../worker/names.ts'
import type { WordedRow } from '../worker/timeline-words.ts'
import { sayActor } from './say-actor.ts'
import { useDenialWords } from './use-denial-words.ts'

interface TimelineProps {
  readonly timeline: Told
  /** Whether the rows name their case: those of one case need not. */
  readonly ofMember?: boolean
}

/** Rows shown at first, and with each wish for more. */
const PAGE = 100

/** What was done, day by day, the newest first. */
export function Timeline({ timeline: { rows, names }, ofMember = false }: TimelineProps) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const [shown, setShown] = useState(PAGE)
  const newest = rows.toReversed()
  const days = Map.groupBy(newest.slice(0, shown), ({ at }) =>
    sayWholeDay(Date.parse(at), language),
  )
  return (
    <>
      <p role="status">{t('records', { count: rows.length })}</p>
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2>{day}</h2>
          <ol className="timeline">
            {ofDay.map((row) => (
              <Row key={row.record} row={row} names={names} ofMember={ofMember} />
            ))}
          </ol>
        </section>
      ))}
      {rows.length > shown && (
        <Button onPress={() => setShown(shown + PAGE)}>
          {t('older', { left: rows.length - shown })}
        </Button>
      )}
    </>
  )
}

interface RowProps {
  readonly row: WordedRow
  readonly names: Names
  readonly ofMember: boolean
}

function Row({ row, names, ofMember }: RowProps) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const { at, event, actor, isOwn, function: id, purpose, categories, disclosure, code } = row
  const reference = row.case
  const sayDenial = useDenialWords()
  const clock = sayClock(Date.parse(at), language)
  const about = [
    id === null ? undefined : sayFunction(id, names, language),
    ofMember || actor === null
      ? undefined
      : isOwn
        ? t('you')
        : t('actor', { actor: sayActor(actor) }),
    purpose === null ? undefined : t('purpose', { purpose: purpose[language] }),
    ofMember && reference !== null ? t('inCase', { case: reference }) : undefined,
    categories.map((category) => category[language]).join(', ') || undefined,
    // What was denied is named by what was asked for, if it was no case.
    code === null || disclosure === null || reference !== null
      ? undefined
      : t('deniedMessage', { id: disclosure }),
    code === null ? undefined : sayDenial(code),
  ].filter((part) => part !== undefined)
  return (
    <li>
      <p>
        <time dateTime={at}>{clock}</time>{' '}
        <strong>
          <bdi>{event[language]}</bdi>
        </strong>
      </p>
      <p className="soft">
        <bdi>{about.join('\u00a0· ')}</bdi>
      </p>
      {actor !== null && !isOwn && !ofMember && (
        <p>
          <Link
            href={`/review/inquire/${row.record}`}
            aria-label={t('inquireAbout', { clock, event: event[language] })}
          >
            {t('inquire')}
          </Link>
        </p>
      )}
    </li>
  )
}

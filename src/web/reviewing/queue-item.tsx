import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { REVIEW_VERDICTS } from '../../protocol/review.ts'
import type { ReviewVerdict } from '../../protocol/review.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { saySide } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { Moment } from '../parts/moment.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayDay } from '../words/moments.ts'
import type { QueueRow } from '../worker/methods/reviewing.ts'
import type { Names } from '../worker/names.ts'
import { sayActor } from './say-actor.ts'
import { WhoActed } from './who-acted.tsx'

interface QueueItemProps {
  readonly row: QueueRow
  /** The function that the officer acts in. */
  readonly as: string
  readonly names: Names
}

/** Reason first, person second, never a party; and a verdict in one click, with a comment in two. */
export function QueueItem({ row, as, names }: QueueItemProps) {
  const { t } = useTranslation('reviewing')
  const language = useLanguage()
  const now = useNow()
  const { decide, isBusy, failure, decided } = useVerdict(row, as)
  const [comment, setComment] = useState('')
  const [isCommenting, setCommenting] = useState(false)
  const due = t(row.isOverdue ? 'late' : 'due', {
    day: sayDay(Date.parse(row.dueBy), now, language),
  })
  const about = [
    row.function === null ? undefined : saySide(row.function, names, language),
    t('actor', { actor: sayActor(row.actor) }),
    row.purpose === null ? undefined : t('purpose', { purpose: row.purpose[language] }),
    ...row.categories.map((category) => category[language]),
  ].filter((part) => part !== undefined)
  if (decided !== undefined)
    return (
      <li>
        <p role="status" tabIndex={-1} ref={takeFocus}>
          {t('decided', { verdict: t(`pastVerdict.${decided.verdict}`), index: decided.index })}
        </p>
      </li>
    )
  return (
    <li>
      <h3>
        <bdi>{asSentence(row.reasonWords.map((reason) => reason[language]).join(', '))}</bdi>
      </h3>
      <p>
        <Moment at={row.at} now={now} /> <bdi>{row.event[language]}</bdi>
        {' · '}
        {row.isOverdue ? <strong>{due}</strong> : due}
        {row.state === 'asked' && <> · {t('asked')}</>}
      </p>
      <p className="soft">
        <bdi>{about.join('\u00a0· ')}</bdi>
        {row.case !== null && (
          <>
            {' · '}
            <Link href={`/review/case/${row.case}`}>
              <bdi>{t('inCase', { case: row.case })}</bdi>
            </Link>
          </>
        )}
      </p>
      {isCommenting && <Comment value={comment} onChange={setComment} />}
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        {REVIEW_VERDICTS.map((verdict) => (
          <Button key={verdict} isPending={isBusy} onPress={() => decide(verdict, comment)}>
            {t(verdict)}
          </Button>
        ))}
        {!isCommenting && (
          <Button look="plain" onPress={() => setCommenting(true)}>
            {t('addComment')}
          </Button>
        )}
        <WhoActed of={row.of} record={row.record} />
      </div>
    </li>
  )
}

interface CommentProps {
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Asked for, so the writer stands in it at once. */
function Comment({ value, onChange }: CommentProps) {
  const { t } = useTranslation('reviewing')
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t('comment')}</label>
      <span className="help" id={`${id}-help`}>
        {t('commentHelp')}
      </span>
      <textarea
        id={id}
        ref={takeFocus}
        aria-describedby={`${id}-help`}
        rows={2}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

function asSentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

interface Decided {
  readonly verdict: ReviewVerdict
  readonly index: number
}

function useVerdict({ of, record, reasons }: QueueRow, as: string) {
  const worker = useWorker()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const [decided, setDecided] = useState<Decided>()
  const decide = async (verdict: ReviewVerdict, comment: string) => {
    setBusy(true)
    setFailure(undefined)
    try {
      const said = { of, record, reasons, function: as, verdict, comment }
      setDecided({ verdict, index: await worker.ask('reviewing.decide', said) })
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    decide: (verdict: ReviewVerdict, comment: string) => void decide(verdict, comment),
    isBusy,
    failure,
    decided,
  }
}

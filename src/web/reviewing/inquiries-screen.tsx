import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { saySide } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment, sayWholeDay } from '../words/moments.ts'
import type { WordedInquiry } from '../worker/methods/oversight.ts'
import type { Names } from '../worker/names.ts'
import type { WordedAsked } from '../worker/timeline-words.ts'
import { Loaded } from './loaded.tsx'
import { ReviewPage } from './review-page.tsx'
import { useAct } from '../use-act.ts'
import { useDenialWords } from './use-denial-words.ts'

/** The open inquiries of the agency, for who asked and for who may be the second person. */
export function InquiriesScreen() {
  const { t } = useTranslation('oversight')
  return (
    <ReviewPage title={t('inquiriesTitle')} intro={t('inquiriesIntro')}>
      {(as) => <Inquiries as={as} />}
    </ReviewPage>
  )
}

function Inquiries({ as }: { readonly as: string }) {
  const { t } = useTranslation('oversight')
  const worker = useWorker()
  const answer = useAnswer(useCallback(() => worker.ask('oversight.inquiries'), [worker]))
  return (
    <Loaded answer={answer}>
      {({ inquiries, names }) =>
        inquiries.length === 0 ? (
          <p role="status">{t('inquiriesEmpty')}</p>
        ) : (
          <ol className="timeline">
            {inquiries.toReversed().map((inquiry) => (
              <Inquiry key={inquiry.digest} inquiry={inquiry} names={names} as={as} />
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}

interface InquiryProps {
  readonly inquiry: WordedInquiry
  readonly names: Names
  readonly as: string
}

/** What a second person must know: who asks, about whose record, for which days. */
function Inquiry({ inquiry, names, as }: InquiryProps) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const now = useNow()
  const { caseNumber, by, function: id, at, record, from, until } = inquiry
  const about = useAsked(inquiry.about, names)
  const side = saySide(id, names, language)
  return (
    <li>
      <h2>
        <bdi>{caseNumber}</bdi>
      </h2>
      <p>
        <bdi>
          {t('inquiryOf', {
            first: sayWholeDay(Date.parse(from), language),
            // The end is the midnight after the last day.
            last: sayWholeDay(Date.parse(until) - 1, language),
          })}
        </bdi>
      </p>
      <dl className="rows">
        <div>
          <dt>{t('asked.event')}</dt>
          <dd>
            <bdi>{about}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('asked.record')}</dt>
          <dd>
            <code>{record}</code>
          </dd>
        </div>
      </dl>
      <p className="soft">
        <bdi>
          {t('inquiryBy', { name: by, side, moment: sayMoment(Date.parse(at), now, language) })}
        </bdi>
      </p>
      <Approval inquiry={inquiry} isOwn={inquiry.member === names.me} as={as} />
    </li>
  )
}

/** What was done there, when, as which function and why; not by whom. */
function useAsked({ at, event, function: id, purpose, code }: WordedAsked, names: Names): string {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const now = useNow()
  const sayDenial = useDenialWords()
  return [
    event[language],
    sayMoment(Date.parse(at), now, language),
    ...(id === null ? [] : [saySide(id, names, language)]),
    ...(purpose === null ? [] : [t('purpose', { purpose: purpose[language] })]),
    ...(code === null ? [] : [sayDenial(code)]),
  ].join(' · ')
}

interface ApprovalProps {
  readonly inquiry: WordedInquiry
  readonly isOwn: boolean
  readonly as: string
}

function Approval({ inquiry: { digest, by, approvedAt }, isOwn, as }: ApprovalProps) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const now = useNow()
  const worker = useWorker()
  const { run, isBusy, done, failure } = useAct(() =>
    worker.ask('oversight.approve', { inquiry: digest, function: as }),
  )
  if (done !== undefined)
    return (
      <p role="status" tabIndex={-1} ref={takeFocus}>
        {t('approved', { index: done })}
      </p>
    )
  if (approvedAt !== null)
    return (
      <p>
        {t('approvedAt', { moment: sayMoment(Date.parse(approvedAt), now, language) })}{' '}
        <Link href={`/review/inquiries/${digest}`}>{t('showMember')}</Link>
      </p>
    )
  if (isOwn) return <p>{t('waitsForOther')}</p>
  return (
    <>
      <p>
        <strong>{t('waitsForSecond')}</strong>
      </p>
      <p>
        <bdi>{t('approveHelp', { name: by })}</bdi>
      </p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button isPending={isBusy} onPress={run}>
          {t('approve')}
        </Button>
      </div>
    </>
  )
}

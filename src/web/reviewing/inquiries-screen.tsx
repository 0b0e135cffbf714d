import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OpenInquiry } from '../../client/inquiry-acts.ts'
import { saySide } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment, sayWholeDay } from '../words/moments.ts'
import type { Names } from '../worker/names.ts'
import { Loaded } from './loaded.tsx'
import { ReviewPage } from './review-page.tsx'
import { useAct } from '../use-act.ts'

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
  readonly inquiry: OpenInquiry
  readonly names: Names
  readonly as: string
}

/** What a second person must know: who asks, about whose record, for which days. */
function Inquiry({ inquiry, names, as }: InquiryProps) {
  const { t } = useTranslation('oversight')
  const language = useLanguage()
  const now = useNow()
  const { caseNumber, by, function: id, at, record, from, until } = inquiry
  const side = saySide(id, names, language)
  return (
    <li>
      <h2>
        <bdi>{caseNumber}</bdi>
      </h2>
      <p>
        <bdi>
          {t('inquiryOf', {
            record,
            first: sayWholeDay(Date.parse(from), language),
            // The end is the midnight after the last day.
            last: sayWholeDay(Date.parse(until) - 1, language),
          })}
        </bdi>
      </p>
      <p className="soft">
        <bdi>
          {t('inquiryBy', { name: by, side, moment: sayMoment(Date.parse(at), now, language) })}
        </bdi>
      </p>
      <Approval inquiry={inquiry} isOwn={inquiry.member === names.me} as={as} />
    </li>
  )
}

interface ApprovalProps {
  readonly inquiry: OpenInquiry
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
  if (done !== undefined) return <p role="status">{t('approved', { index: done })}</p>
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
        <Button isDisabled={isBusy} onPress={run}>
          {t('approve')}
        </Button>
      </div>
    </>
  )
}

import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { DELIVERED_WITHIN } from '../../client/late-delivery.ts'
import type { SentMessage } from '../worker/methods/writing.ts'
import { MessageStates } from '../case/message-states.tsx'
import { Recall } from '../case/recall.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useChanges } from '../use-changes.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'

interface SentProps {
  readonly sent: SentMessage
  /** The function that it is from. */
  readonly from: string
  /** ms; when this browser saw that the log has it. */
  readonly sentAt: number
}

/** It is sent: said only once the log has proven it. How far it has come is followed here, as in the case. */
export function Sent({ sent, from, sentAt }: SentProps) {
  const { t } = useTranslation('writing')
  const now = useNow()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { again, ...answer } = useThreadOf(sent, from)
  const message = answer.value?.thread.messages.find(({ id }) => id === sent.id)
  const state = message?.state ?? sent.state
  const isHeld = state === 'held'
  const isUnknown = answer.state === 'failed' && now - sentAt >= DELIVERED_WITHIN
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t(`sentTitle.${titleOf(state)}`)}
      </h1>
      {isHeld && <p>{t('heldLine', { case: sent.case })}</p>}
      <p>{t('sentLine', { case: sent.case, index: sent.index })}</p>
      <div aria-live="polite">
        {message !== undefined && answer.value !== undefined && (
          <MessageStates message={message} named={answer.value} now={now} />
        )}
        {isUnknown && <p className="late">{t('deliveryUnknown')}</p>}
      </div>
      {message !== undefined && <Recall message={message} onRecalled={again} />}
      {sent.isUnacknowledged && <p className="notice">{t('unacknowledged')}</p>}
      {sent.isUnnoted && <p className="notice">{t('unnoted')}</p>}
      {answer.state === 'failed' && <Failure failure={answer.failure} onRetry={again} />}
      <p>
        <Link href={`/case/${sent.case}`}>{t('toCase')}</Link>
      </p>
    </>
  )
}

/** Which title says where it stands. */
function titleOf(state: string): 'released' | 'held' | 'refused' | 'withdrawn' {
  if (state === 'held' || state === 'refused' || state === 'released') return state
  return 'withdrawn'
}

/** The thread of the case, asked for again whenever something happens in it. */
function useThreadOf(sent: SentMessage, from: string) {
  const worker = useWorker()
  const ask = useCallback(
    () => worker.ask('case.thread', { case: sent.case, passive: true }),
    [worker, sent.case],
  )
  const answer = useAnswer(ask)
  useChanges([from], answer.value?.thread.cursor, answer.renew)
  return answer
}

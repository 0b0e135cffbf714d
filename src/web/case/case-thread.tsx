import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Thread } from '../../client/work.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useChanges } from '../use-changes.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import type { OwnFunction } from '../worker/methods/inbox.ts'
import { BarColleagues } from './bar-colleagues.tsx'
import { sayCaseType } from './say-case-type.ts'
import { ThreadMessageView } from './thread-message.tsx'
import { Waits } from './waits.tsx'

/** The thread of a case: what waits for whom, and all messages with their states. */
export function CaseThread({
  params: { case: reference = '' },
}: {
  readonly params: Readonly<Record<string, string | undefined>>
}) {
  const { t } = useTranslation('case')
  const { functions } = useActingFunction()
  if (functions === undefined || functions.length === 0)
    return (
      <>
        <h1>
          <bdi>{t('title', { case: reference })}</bdi>
        </h1>
        <p>{functions === undefined ? t('loading') : t('locked')}</p>
      </>
    )
  return <KnownThread key={reference} reference={reference} functions={functions} />
}

interface KnownThreadProps {
  readonly reference: string
  readonly functions: readonly OwnFunction[]
}

function KnownThread({ reference, functions }: KnownThreadProps) {
  const own = functions.map(({ id }) => id)
  const { t } = useTranslation('case')
  const now = useNow()
  const { again, ...answer } = useThread(reference, own)
  const { value } = answer
  const as = value && ownParty(value.thread, own)
  return (
    <>
      <h1>
        <bdi>{t('title', { case: reference })}</bdi>
      </h1>
      {answer.state === 'failed' && <Failure failure={answer.failure} onRetry={again} />}
      {answer.state === 'waiting' && value === undefined && <p>{t('loading')}</p>}
      {value && (
        <>
          <p className="soft">{sayCaseType(value.thread.caseType, t)}</p>
          <News thread={value.thread} />
          {functions.some(({ roles }) => roles.includes('author')) && (
            <p className="doors">
              <Link href={`/case/${reference}/write`}>{t('write')}</Link>
            </p>
          )}
          <Waits named={value} own={own} now={now} />
          <h2>{t('messagesTitle')}</h2>
          <ol className="thread">
            {value.thread.messages.map((message) => (
              <ThreadMessageView
                key={message.id}
                message={message}
                named={value}
                own={own}
                now={now}
                onChanged={again}
              />
            ))}
          </ol>
          {as && <BarColleagues reference={reference} as={as} names={value.names} />}
        </>
      )}
    </>
  )
}

/** The own function that has to do with the case. */
function ownParty({ messages }: Thread, own: readonly string[]): string | undefined {
  return messages
    .flatMap(({ from, to, decisionFunction = from.function }) => [
      from.function,
      decisionFunction,
      ...to,
    ])
    .find((id) => own.includes(id))
}

/** The thread, asked for again whenever something happens for one of the member's functions. */
function useThread(reference: string, own: readonly string[]) {
  const worker = useWorker()
  const answer = useAnswer(
    useCallback(() => worker.ask('case.thread', { case: reference }), [worker, reference]),
    useCallback(
      () => worker.ask('case.thread', { case: reference, passive: true }),
      [worker, reference],
    ),
  )
  useChanges(own, answer.value?.thread.cursor, answer.renew)
  return answer
}

/** Says to whoever hears the page that it has changed: only if what is shown of the messages has. */
function News({ thread }: { readonly thread: Thread }) {
  const { t } = useTranslation('case')
  const first = useRef(JSON.stringify(thread.messages))
  const isNew = first.current !== JSON.stringify(thread.messages)
  return (
    <p className="hidden" aria-live="polite">
      {isNew && t('newest')}
    </p>
  )
}

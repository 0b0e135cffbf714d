import { useTranslation } from 'react-i18next'
import type { ThreadMessage } from '../../client/work.ts'
import { sayType, saySide } from '../message-words.ts'
import { Deadline } from '../parts/deadline.tsx'
import { Moment } from '../parts/moment.tsx'
import { useLanguage } from '../use-language.ts'
import type { NamedThread } from '../worker/methods/case.ts'
import { OwnSteps } from '../writing/own-steps.tsx'
import { AnswerReceipt } from './answer-receipt.tsx'
import { MessageLink } from './message-link.tsx'
import { MessageStates } from './message-states.tsx'
import { OwnRegistration } from './own-registration.tsx'
import { Recall } from './recall.tsx'
import { WhenContentGoes } from './when-content-goes.tsx'

interface ThreadMessageProps {
  readonly message: ThreadMessage
  readonly named: NamedThread
  /** The member's functions. */
  readonly own: readonly string[]
  readonly now: number
  /** The thread is asked for anew. */
  readonly onChanged: () => void
}

/** One message of a thread: what it is, from whom to whom, what it belongs to, and how far it has come. */
export function ThreadMessageView({ message, named, own, now, onChanged }: ThreadMessageProps) {
  const { t } = useTranslation('case')
  const { t: inbox } = useTranslation('inbox')
  const language = useLanguage()
  const { names } = named
  const { from } = message
  const author = from.member === undefined ? undefined : names.members[from.member]
  return (
    <li id={message.id} className={message.urgency === 'acute' ? 'acute' : undefined}>
      <h3>
        {message.urgency === 'acute' && <span className="urgency">{inbox('acute')} </span>}
        <MessageLink message={message} own={own}>
          {sayType(message.type, language)}
        </MessageLink>{' '}
        <Moment at={message.releasedAt ?? message.at} now={now} />
      </h3>
      <Relations message={message} named={named} />
      <p>
        <bdi>{t('from', { side: saySide(from.function, names, language) })}</bdi>
        {author !== undefined && (
          <>
            {', '}
            <bdi>{t('by', { name: from.member === names.me ? t('you') : author })}</bdi>
          </>
        )}
      </p>
      <MessageStates message={message} named={named} now={now} />
      {message.respondBy !== undefined && message.state === 'released' && (
        <p>
          {t('answerBy')} <Deadline at={message.respondBy} now={now} />
        </p>
      )}
      <p className="soft">
        <WhenContentGoes message={message} />
      </p>
      {own.includes(from.function) && isStanding(message) && <OwnSteps id={message.id} />}
      <Recall message={message} onRecalled={onChanged} />
      <OwnRegistration message={message} now={now} onRegistered={onChanged} />
      <AnswerReceipt message={message} thread={named.thread} own={own} />
    </li>
  )
}

/** Whether it is out and nothing has taken its place. */
function isStanding({ state, correctedBy, expiredAt }: ThreadMessage): boolean {
  return state === 'released' && correctedBy === undefined && expiredAt === undefined
}

/** The messages of the thread that it belongs to. */
function Relations({ message, named }: Omit<ThreadMessageProps, 'now' | 'own' | 'onChanged'>) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const typeOf = (id: string) => {
    const found = named.thread.messages.find((each) => each.id === id)
    return found && sayType(found.type, language)
  }
  const relations = [
    ['replyTo', message.inReplyTo],
    ['corrects', message.corrects],
    ['supersedes', message.supersedes],
  ] as const
  return relations.map(([relation, id]) => {
    const type = id === undefined ? undefined : typeOf(id)
    return (
      type !== undefined && (
        <p key={relation} className="soft">
          <a href={`#${id}`}>
            <bdi>{t(relation, { type })}</bdi>
          </a>
        </p>
      )
    )
  })
}

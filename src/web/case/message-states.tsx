import { useTranslation } from 'react-i18next'
import { isLate } from '../../client/late-delivery.ts'
import type { ThreadMessage } from '../../client/work.ts'
import { sayFunction, saySide } from '../message-words.ts'
import { useLanguage } from '../use-language.ts'
import { sayMoment } from '../words/moments.ts'
import type { NamedThread } from '../worker/methods/case.ts'
import { Doubts } from './doubts.tsx'
import { sayProgress, sayState } from './say-state.ts'

interface MessageStatesProps {
  readonly message: ThreadMessage
  readonly named: NamedThread
  readonly now: number
}

/** How far it has come: a line for each receiver once it is released, also if it was taken back too late; the words carry it, the marks repeat them. */
export function MessageStates({ message, named: { names }, now }: MessageStatesProps) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const saying = { t, names, now, language }
  const { state, correctedBy } = message
  const isOnItsWay = state === 'released' && correctedBy === undefined
  return (
    <>
      {!isOnItsWay && (
        <p>
          <bdi>
            {t('to', { side: message.to.map((id) => sayFunction(id, names, language)).join(', ') })}
          </bdi>
          {': '}
          <strong>
            <bdi>{sayState(message, saying)}</bdi>
          </strong>
        </p>
      )}
      {(isOnItsWay || state === 'withdrawn-late') && (
        <ul className="states">
          {message.progress.map((progress) => (
            <li
              key={progress.function}
              className={isLate(message.releasedAt, progress, now) ? 'late' : undefined}
            >
              <bdi>{t('to', { side: saySide(progress.function, names, language) })}</bdi>
              {': '}
              <strong>
                <bdi>{sayProgress(progress, message, saying)}</bdi>
              </strong>
            </li>
          ))}
        </ul>
      )}
      <Doubts message={message} />
      {message.expiredAt !== undefined && (
        <p className="soft">
          {t('state.expired', { at: sayMoment(Date.parse(message.expiredAt), now, language) })}
        </p>
      )}
    </>
  )
}

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { waitsFor } from '../../client/waits-for.ts'
import { sayType, saySide } from '../message-words.ts'
import { Deadline } from '../parts/deadline.tsx'
import { useLanguage } from '../use-language.ts'
import type { NamedThread } from '../worker/methods/case.ts'
import { MessageLink } from './message-link.tsx'

interface WaitsProps {
  readonly named: NamedThread
  readonly own: readonly string[]
  readonly now: number
}

/** What waits for whom; what waits for the member's own functions first. */
export function Waits({ named: { thread, names }, own, now }: WaitsProps) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const id = useId()
  const all = thread.messages
    .flatMap((message) => waitsFor(message).map((wait) => ({ message, ...wait })))
    .map((wait) => ({ ...wait, isOurs: own.includes(wait.function) }))
    .toSorted((a, b) => Number(b.isOurs) - Number(a.isOurs))
  return (
    <section aria-labelledby={id} className="waits">
      <h2 id={id}>{t('waitsTitle')}</h2>
      {all.length === 0 && <p className="soft">{t('waitsNothing')}</p>}
      <ul>
        {all.map(({ message, function: waiting, step, by, isOurs }) => {
          const what = t(`step.${step}`)
          return (
            <li key={`${message.id} ${waiting}`} className={isOurs ? 'ours' : undefined}>
              <bdi>
                {isOurs
                  ? t('ours', { what })
                  : t('others', { side: saySide(waiting, names, language), what })}
              </bdi>
              {by !== undefined && (
                <>
                  {' '}
                  {t('latestBy')} <Deadline at={by} now={now} />
                </>
              )}
              {' – '}
              <MessageLink message={message} own={own}>
                {sayType(message.type, language)}
              </MessageLink>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

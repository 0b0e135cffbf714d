import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayType } from '../message-words.ts'
import { useLanguage } from '../use-language.ts'
import { withinSentence } from '../words/within-sentence.ts'
import type { MessageCover } from '../worker/methods/reading.ts'

interface RecalledProps {
  readonly cover: MessageCover
  /** Whether it was open when its sender recalled it; otherwise nobody of the agency's had opened it. */
  readonly wasOpened: boolean
}

/** A message that its sender recalled: what was wrong, what to do, and nothing of what it said. */
export function Recalled({ cover, wasOpened }: RecalledProps) {
  const { t } = useTranslation('reading')
  const { t: say } = useTranslation('case')
  const language = useLanguage()
  const reasons = cover.withdrawnFor ?? []
  return (
    <>
      <h1>
        <bdi>{sayType(cover.message.type, language)}</bdi> <bdi>{cover.case}</bdi>
      </h1>
      <div className={wasOpened ? 'notice acute' : 'notice'} role="alert">
        <p>
          <strong>{t(wasOpened ? 'recalledTitle' : 'recalledUnopenedTitle')}</strong>
        </p>
        <p>
          {t(wasOpened ? 'recalled' : 'recalledUnopened', {
            reasons: reasons
              .map((reason) => withinSentence(say(`recallReasons.${reason}`)))
              .join('; '),
          })}
        </p>
      </div>
      <p className="doors">
        <Link href={`/case/${cover.case}`}>{t('toCase')}</Link>{' '}
        <Link href="/inbox">{t('toInbox')}</Link>
      </p>
    </>
  )
}

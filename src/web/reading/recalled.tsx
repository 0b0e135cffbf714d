import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayType } from '../message-words.ts'
import { useLanguage } from '../use-language.ts'
import type { MessageCover } from '../worker/methods/reading.ts'

/** A message that its sender recalled while it was open: what was wrong, what to do, and nothing of what it said. */
export function Recalled({ cover }: { readonly cover: MessageCover }) {
  const { t } = useTranslation('reading')
  const { t: say } = useTranslation('case')
  const language = useLanguage()
  const reasons = cover.withdrawnFor ?? []
  return (
    <>
      <h1>
        <bdi>{sayType(cover.message.type, language)}</bdi> <bdi>{cover.case}</bdi>
      </h1>
      <div className="notice acute" role="alert">
        <p>
          <strong>{t('recalledTitle')}</strong>
        </p>
        <p>
          {t('recalled', {
            reasons: reasons.map((reason) => say(`recallReasons.${reason}`)).join('; '),
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

import { useTranslation } from 'react-i18next'
import { WhenContentGoes } from '../case/when-content-goes.tsx'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { sayMoment } from '../words/moments.ts'
import type { MessageCover } from '../worker/methods/reading.ts'

interface StandingProps {
  readonly cover: MessageCover
  /** The function that is acted in. */
  readonly as: string
}

/** Who has it, and whether it is registered. */
export function Standing({ cover, as }: StandingProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const now = useNow()
  const progress = cover.message.progress.find((one) => one.function === as)
  // There beforehand, so that what comes to stand in it is heard.
  if (progress?.takenOver === undefined) return <p role="status" />
  const at = sayMoment(Date.parse(progress.takenOver), now, language)
  const { me, members } = cover.names
  const { owner } = progress
  const name = owner === undefined ? undefined : owner === me ? t('you') : members[owner]
  return (
    <p role="status">
      <strong>
        <bdi>
          {name === undefined ? t('takenOverUnknown', { at }) : t('takenOver', { name, at })}
        </bdi>
      </strong>
      {progress.registered !== undefined && (
        <>
          <br />
          {t('registered', { at: sayMoment(Date.parse(progress.registered), now, language) })}{' '}
          <WhenContentGoes message={cover.message} />
        </>
      )}
    </p>
  )
}

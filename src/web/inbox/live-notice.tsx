import { useTranslation } from 'react-i18next'
import type { LiveState } from '../../client/live-changes.ts'
import { Button } from '../parts/button.tsx'

/** Says when the list does not update by itself; nothing while it does. */
export function LiveNotice({
  live,
  onFetch,
}: {
  readonly live: LiveState | undefined
  readonly onFetch: () => void
}) {
  const { t } = useTranslation('inbox')
  if (live === undefined || live.state === 'live') return null
  if (live.state === 'asking') return <p className="soft">{t('slowly')}</p>
  return (
    <div className="notice" role="status">
      <p>{live.state === 'ended' ? t('ended') : t('notLive')}</p>
      {live.state === 'lost' && <Button onPress={onFetch}>{t('again')}</Button>}
    </div>
  )
}

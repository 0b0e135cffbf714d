import { useTranslation } from 'react-i18next'
import { useActingFunction } from '../acting-function.tsx'

/** Beside "Inkorg" in the bar: how many messages nobody has taken. Nothing when there are none. */
export function WaitingCount() {
  const { t } = useTranslation('inbox')
  const { chosen, waiting } = useActingFunction()
  const count = chosen === undefined ? 0 : (waiting[chosen.id]?.unowned ?? 0)
  if (count === 0) return null
  return (
    <>
      {' '}
      <span className="count">
        {count}
        <span className="hidden"> {t('unowned')}</span>
      </span>
    </>
  )
}

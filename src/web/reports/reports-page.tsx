import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OwnFunction } from '../worker/methods/inbox.ts'
import { useActingFunction } from '../acting-function.tsx'

interface ReportsPageProps {
  /** Shown once the keys are open: with the function that the officer acts in. */
  readonly children: (as: OwnFunction) => ReactNode
}

/** A page below "Rapporter och utdrag", with the way back there. */
export function ReportsPage({ children }: ReportsPageProps) {
  const { t } = useTranslation('reports')
  const { functions, chosen } = useActingFunction()
  return (
    <>
      <p className="doors">
        <Link href="/reports">{t('back')}</Link>
      </p>
      {chosen === undefined ? (
        <p>{functions === undefined ? t('loading') : t('locked')}</p>
      ) : (
        children(chosen)
      )}
    </>
  )
}

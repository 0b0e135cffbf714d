import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useActingFunction } from '../acting-function.tsx'

interface ReviewPageProps {
  readonly title: string
  readonly intro?: string
  /** Shown once the keys are open: with the function that the officer acts in. */
  readonly children: (as: string) => ReactNode
}

/** A page of the compliance officer's, with the way back to the first of them. */
export function ReviewPage({ title, intro, children }: ReviewPageProps) {
  const { t } = useTranslation('oversight')
  const { functions, chosen } = useActingFunction()
  return (
    <>
      {chosen?.roles.includes('compliance') && (
        <p className="doors">
          <Link href="/review">{t('back')}</Link>
        </p>
      )}
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {intro !== undefined && <p>{intro}</p>}
      {chosen === undefined ? (
        <p>{functions === undefined ? t('loading') : t('locked')}</p>
      ) : (
        children(chosen.id)
      )}
    </>
  )
}

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar } from './bar.tsx'

/** The one bar on top, and below it the content of a screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('frame')
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Bar />
      <main className="content" id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

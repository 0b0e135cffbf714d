import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentSection } from '../../client/writing/document-rows.ts'
import { Button } from '../parts/button.tsx'
import { Sections } from './rows.tsx'

/** After so long it is hidden again, in ms (practice.md §3.2 no. 25). */
const SHOWN = 60_000

/** How somebody can be reached without danger: hidden until wanted, never printed. */
export function SafeContact({ sections }: { readonly sections: readonly DocumentSection[] }) {
  const { t } = useTranslation('reading')
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (!isShown) return undefined
    const hide = () => setShown(false)
    const timer = setTimeout(hide, SHOWN)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [isShown])
  return (
    <section className="no-print">
      <h2>{t('contact')}</h2>
      <div className="buttons">
        <Button onPress={() => setShown(!isShown)} aria-expanded={isShown}>
          {t(isShown ? 'hide' : 'show')}
        </Button>
      </div>
      <p className="soft" role="status">
        {t(isShown ? 'contactShown' : 'contactHidden')}
      </p>
      {isShown && <Sections sections={sections} under={t('contact')} />}
    </section>
  )
}

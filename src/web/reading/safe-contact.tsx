import { useTranslation } from 'react-i18next'
import type { DocumentSection } from '../../client/writing/document-rows.ts'
import { Button } from '../parts/button.tsx'
import { Sections } from './rows.tsx'
import { useShown } from './use-shown.ts'
import { useWatermark } from './use-watermark.ts'

/** How somebody can be reached without danger: hidden until wanted, never printed. */
export function SafeContact({ sections }: { readonly sections: readonly DocumentSection[] }) {
  const { t } = useTranslation('reading')
  const { isShown, toggle } = useShown()
  const watermark = useWatermark(isShown)
  return (
    <section className="no-print">
      <h2>{t('contact')}</h2>
      <div className="buttons">
        <Button onPress={toggle} aria-expanded={isShown}>
          {t(isShown ? 'hide' : 'show')}
        </Button>
      </div>
      <p className="soft" role="status">
        {t(isShown ? 'contactShown' : 'contactHidden')}
      </p>
      {isShown && (
        <div {...watermark}>
          <Sections sections={sections} under={t('contact')} />
        </div>
      )}
    </section>
  )
}

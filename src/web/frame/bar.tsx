import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Button } from '../parts/button.tsx'
import { FunctionChooser } from '../parts/function-chooser.tsx'
import { chooseLanguage, chosenLanguage } from '../words/index.ts'

/** Words only, always in the same places. */
export function Bar() {
  const { t } = useTranslation('frame')
  return (
    <header className="bar">
      <Link className="name" href="/">
        Sluss
      </Link>
      <FunctionChooser />
      <nav aria-label="Sluss">
        <Link href="/inbox">{t('inbox')}</Link>
        <Link href="/cases">{t('cases')}</Link>
        <Link href="/openings">{t('openings')}</Link>
      </nav>
      <Button
        look="plain"
        onPress={() => void chooseLanguage(chosenLanguage() === 'sv' ? 'en' : 'sv')}
      >
        {t('language')}
      </Button>
    </header>
  )
}

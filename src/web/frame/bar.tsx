import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FunctionChooser } from '../parts/function-chooser.tsx'
import { LanguageButton } from '../parts/language-button.tsx'
import { SignedIn } from '../sign-in/signed-in.tsx'

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
      <LanguageButton />
      <SignedIn />
    </header>
  )
}

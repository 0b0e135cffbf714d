import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MemberRole } from '../../protocol/vocabulary.ts'
import { useActingFunction } from '../acting-function.tsx'
import { lock } from '../lock.ts'
import { Button } from '../parts/button.tsx'
import { FunctionChooser } from '../parts/function-chooser.tsx'
import { WaitingCount } from '../parts/waiting-count.tsx'
import { SignedIn } from '../sign-in/signed-in.tsx'
import { NavLink } from './nav-link.tsx'

/** Words only, always in the same places. */
export function Bar() {
  const { t } = useTranslation('frame')
  return (
    <header className="bar">
      <Link className="name" href="/">
        Sluss
      </Link>
      <FunctionChooser />
      <Screens />
      <SignedIn />
      <Button look="plain" aria-keyshortcuts="Control+Shift+L" onPress={lock}>
        {t('lock')}
      </Button>
    </header>
  )
}

/** The screens of the function's members, and those of the roles that the member has in it. */
function Screens() {
  const { t } = useTranslation('frame')
  const { chosen } = useActingFunction()
  const has = (role: MemberRole) => chosen?.roles.includes(role) === true
  return (
    <nav aria-label={t('screens')}>
      <NavLink href="/inbox">
        {t('inbox')}
        <WaitingCount />
      </NavLink>
      {has('author') && <NavLink href="/write">{t('write')}</NavLink>}
      <NavLink href="/cases">{t('cases')}</NavLink>
      {has('decision-maker') && <NavLink href="/decide">{t('decide')}</NavLink>}
      {has('compliance') && <NavLink href="/review">{t('review')}</NavLink>}
      <NavLink href="/openings">{t('openings')}</NavLink>
    </nav>
  )
}

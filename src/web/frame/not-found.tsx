import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

/** The one answer to what does not exist and to what is not yours. */
export function NotFound() {
  const { t } = useTranslation('frame')
  return (
    <>
      <h1>{t('notFoundTitle')}</h1>
      <p>{t('notFound')}</p>
      <p className="doors">
        <Link href="/inbox">{t('toInbox')}</Link>
      </p>
    </>
  )
}

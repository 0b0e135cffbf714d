import { useTranslation } from 'react-i18next'

/** The one answer to what does not exist and to what is not yours. */
export function NotFound() {
  const { t } = useTranslation('frame')
  return (
    <>
      <h1>{t('notFoundTitle')}</h1>
      <p>{t('notFound')}</p>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'

/** Trust is settled; the roster that lists the member is still to come. */
export function Admission({
  fingerprint,
  onLook,
}: {
  readonly fingerprint: string
  readonly onLook: () => void
}) {
  const { t } = useTranslation('keys')
  return (
    <>
      <h1>{t('admissionTitle')}</h1>
      <p role="status">{t('admission')}</p>
      <h2>{t('yours')}</h2>
      <p className="recovery-code">{fingerprint}</p>
      <Button onPress={onLook}>{t('look')}</Button>
    </>
  )
}

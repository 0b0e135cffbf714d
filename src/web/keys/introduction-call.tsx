import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import type { KeysState } from '../worker/methods/keys.ts'
import { TrustForm } from './trust-form.tsx'

interface CallProps {
  readonly waiting: Extract<KeysState, { readonly state: 'introduction' }>
  readonly onLook: () => void
}

/** One telephone call: each reads a fingerprint out to the other. */
export function IntroductionCall({ waiting, onLook }: CallProps) {
  const { t } = useTranslation('keys')
  return (
    <>
      <h1>{t('callTitle')}</h1>
      <p>{t('call')}</p>
      <h2>{t('yours')}</h2>
      <p>{t('yoursHow')}</p>
      <p className="recovery-code">{waiting.fingerprint}</p>
      <h2>{t('theirs')}</h2>
      {waiting.isThere ? (
        <TrustForm onDone={onLook} />
      ) : (
        <>
          <p role="status">{t('theirsWait')}</p>
          <Button onPress={onLook}>{t('look')}</Button>
        </>
      )}
    </>
  )
}

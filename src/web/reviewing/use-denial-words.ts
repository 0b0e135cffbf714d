import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

const CODES = ['not-found', 'not-in-function', 'not-a-party', 'role-missing'] as const

/** Says why something was denied; a code that has no words here is named as it is. */
export function useDenialWords(): (code: string) => string {
  const { t } = useTranslation('oversight')
  return useCallback(
    (code) => {
      const known = CODES.find((one) => one === code)
      return known === undefined ? t('code', { code }) : t(`denied.${known}`)
    },
    [t],
  )
}

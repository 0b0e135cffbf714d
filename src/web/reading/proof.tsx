import { useTranslation } from 'react-i18next'
import type { Reading } from '../worker/methods/reading.ts'

/** What was checked in this browser, in words. */
export function Proof({ reading: { author, record, differences } }: { readonly reading: Reading }) {
  const { t } = useTranslation('reading')
  return (
    <details>
      <summary>
        <h2>{t('proof')}</h2>
      </summary>
      <ul>
        <li>{t('proofSigned', { author })}</li>
        <li>{t('proofRecord', { index: record })}</li>
        <li>
          {differences.length === 0
            ? t('proofWhole')
            : t('proofDiffers', {
                codes: [...new Set(differences.map(({ code }) => code))].join(', '),
              })}
        </li>
      </ul>
    </details>
  )
}

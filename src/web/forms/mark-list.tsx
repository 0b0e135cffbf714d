import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { useForm } from './form-context.ts'

interface MarkListProps {
  readonly pointer: string
  readonly text: string
  readonly onChange: (text: string | undefined) => void
}

/** What the guard has found in a text: what, why, and a way to take it out. */
export function MarkList({ pointer, text, onChange }: MarkListProps) {
  const { t } = useTranslation('forms')
  const { hitsIn, isProtected } = useForm()
  const own = hitsIn(pointer, text)
  if (own.length === 0) return null
  return (
    <ul className={`marks ${isProtected ? 'stopping' : ''}`} aria-label={t('marks')}>
      {own.map(({ detector, start, end }) => (
        <li key={`${detector} ${start}`}>
          <span>
            <strong>{t(`detectors.${isDetector(detector) ? detector : 'other'}`)}:</strong> ”
            {text.slice(start, end)}” – {t(isProtected ? 'moveOrRemove' : 'considerRemoving')}
          </span>
          <Button
            look="plain"
            onPress={() => onChange((text.slice(0, start) + text.slice(end)).trim() || undefined)}
            aria-label={t('removeWords', { words: text.slice(start, end) })}
          >
            {t('remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

const DETECTORS = [
  'personal-identity-number',
  'coordination-number',
  'phone-number',
  'email-address',
  'postcode-place',
  'street-address',
  'place-name',
  'school',
  'shelter',
  'vehicle-plate',
  'coordinates',
  'web-address',
] as const

function isDetector(name: string): name is (typeof DETECTORS)[number] {
  return (DETECTORS as readonly string[]).includes(name)
}

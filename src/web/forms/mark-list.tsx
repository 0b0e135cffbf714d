import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { useForm } from './form-context.ts'
import { sayDetector } from './say-detector.ts'

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
            <strong>{sayDetector(detector, t)}:</strong> ”{text.slice(start, end)}” –{' '}
            {t(isProtected ? 'moveOrRemove' : 'considerRemoving')}
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

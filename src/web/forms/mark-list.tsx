import { useTranslation } from 'react-i18next'
import { withoutWords } from '../../client/writing/move-words.ts'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import { focusField } from './focus-field.ts'
import { useForm } from './form-context.ts'
import { sayDetector } from './say-detector.ts'

interface MarkListProps {
  readonly pointer: string
  readonly text: string
  readonly onChange: (text: string | undefined) => void
}

/** What the guard has found in a text: what, why, and a way to move it to where it belongs or to take it out. */
export function MarkList({ pointer, text, onChange }: MarkListProps) {
  const { t } = useTranslation('forms')
  const language = useLanguage()
  const { hitsIn, isProtected, placesOf, move } = useForm()
  const own = hitsIn(pointer, text)
  if (own.length === 0) return null
  return (
    <ul className={`marks ${isProtected ? 'stopping' : ''}`} aria-label={t('marks')}>
      {own.map((hit) => {
        const { detector, start, end } = hit
        const words = text.slice(start, end)
        const places = placesOf(hit)
        const advice =
          places.length > 0 ? 'moveOrRemove' : isProtected ? 'removeIt' : 'considerRemoving'
        return (
          <li key={`${detector} ${start}`}>
            <span>
              <strong>{sayDetector(detector, t)}:</strong> ”{words}” – {t(advice)}
            </span>
            {places.map(({ pointer: place, title }) => (
              <Button
                key={place}
                look="plain"
                onPress={() => {
                  move(hit, place)
                  focusField(place)
                }}
              >
                {t('moveTo', { words, place: title[language] })}
              </Button>
            ))}
            <Button
              look="plain"
              onPress={() => {
                onChange(withoutWords(text, start, end) || undefined)
                focusField(pointer)
              }}
              aria-label={t('removeWords', { words })}
            >
              {t('remove')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import type { DeskPart } from './shared-props.ts'

/** The grounds that the author has confirmed; any of them can be taken back. */
export function ConfirmedGrounds({ sheet, checked, onChange }: DeskPart) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  if (sheet.grounds.length === 0) return null
  const labels = new Map((checked.check?.persons ?? []).map(({ person, label }) => [person, label]))
  const citations = checked.check?.citations ?? {}
  return (
    <>
      <h3>{t('groundConfirmed')}</h3>
      <ul className="answers">
        {sheet.grounds.map((ground) => {
          const person = labels.get(ground.person)?.[language] ?? ground.person
          const rule = citations[ground.rule] ?? ground.rule
          return (
            <li key={`${ground.person} ${ground.rule}`}>
              {person}: {rule}{' '}
              <Button
                look="plain"
                aria-label={t('groundRemove', { rule, person })}
                onPress={() => onChange({ grounds: sheet.grounds.filter((one) => one !== ground) })}
              >
                {t('groundTakeBack')}
              </Button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

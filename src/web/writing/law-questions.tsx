import { useTranslation } from 'react-i18next'
import { useLanguage } from '../use-language.ts'
import { Choice } from './choice.tsx'
import type { DeskPart } from './shared-props.ts'
import { useAskedBefore } from './use-asked-before.ts'

/** What the law still asks about this message, and what was answered of it: a question stays where it was once it has its answer. */
export function LawQuestions({ sheet, checked, onChange }: DeskPart) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const questions = useAskedBefore(checked.check?.questions ?? [], ({ fact }) => fact)
  if (questions.length === 0) return null
  return (
    <>
      <h3>{t('lawAsks')}</h3>
      {questions.map(({ fact, text, answers }) => {
        const value = sheet.facts[fact]
        const options =
          answers === undefined
            ? [
                { value: 'true', label: t('yes') },
                { value: 'false', label: t('no') },
              ]
            : Object.entries(answers).map(([code, words]) => ({
                value: code,
                label: words[language],
              }))
        return (
          <Choice
            key={fact}
            label={text[language]}
            value={value === undefined ? null : String(value)}
            answers={options}
            onChange={(chosen) =>
              onChange({
                facts: {
                  ...sheet.facts,
                  [fact]: answers === undefined ? chosen === 'true' : chosen,
                },
              })
            }
          />
        )
      })}
    </>
  )
}

import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import type { Suggestion } from '../../client/writing/ask-grounds.ts'
import type { SheetGround } from '../../client/writing/sheet.ts'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import type { Checked } from './use-check.ts'

interface SuggestedProps {
  readonly suggestion: Suggestion
  readonly checked: Checked
  readonly onConfirm: (grounds: readonly SheetGround[]) => void
}

/** What the answers come to. Nothing of it counts before the author confirms it; where the law wants reasons, they are the author’s own. */
export function SuggestedGrounds({ suggestion, checked, onConfirm }: SuggestedProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const [motives, setMotives] = useState<Readonly<Record<string, string>>>({})
  const labels = new Map((checked.check?.persons ?? []).map(({ person, label }) => [person, label]))
  const { grounds } = suggestion
  if (grounds.length === 0)
    return (
      <p className="notice" role="status">
        {t('groundEmpty')}
      </p>
    )
  const isReady = grounds.every(
    ({ person, rule, words }) => words.motive === undefined || motives[`${person} ${rule}`]?.trim(),
  )
  const confirm = () =>
    onConfirm(
      grounds.map(({ person, rule, facts }) => {
        const motive = motives[`${person} ${rule}`]?.trim()
        return { person, rule, facts, ...(motive && { motive }) }
      }),
    )
  return (
    <div role="group" aria-label={t('groundSuggest')}>
      <ul className="suggested">
        {grounds.map(({ person, rule, words }) => {
          const name = labels.get(person)?.[language] ?? ''
          const key = `${person} ${rule}`
          return (
            <li key={key}>
              <p>
                <strong>{name}:</strong> {words.name[language]} (
                <a href={words.link} rel="noreferrer" target="_blank">
                  {words.citation}
                </a>
                )
              </p>
              {words.motive && (
                <TextField
                  className="field long"
                  value={motives[key] ?? ''}
                  onChange={(text) => setMotives({ ...motives, [key]: text })}
                >
                  <Label>{t('groundMotive', { rule: words.citation, person: name })}</Label>
                  <Text slot="description" className="help">
                    {words.motive[language]}
                  </Text>
                  <TextArea rows={2} />
                </TextField>
              )}
            </li>
          )
        })}
      </ul>
      <Button look="main" isDisabled={!isReady} onPress={confirm}>
        {t('groundConfirm')}
      </Button>
    </div>
  )
}

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useActingFunction } from '../acting-function.tsx'
import { useLanguage } from '../use-language.ts'

/** In the bar: the function that the member acts for; a choice when there is more than one. */
export function FunctionChooser() {
  const { t } = useTranslation('frame')
  const language = useLanguage()
  const id = useId()
  const { functions = [], chosen, choose } = useActingFunction()
  if (chosen === undefined) return null
  if (functions.length === 1) return <span className="acting">{chosen.name[language]}</span>
  return (
    <span className="acting">
      <label className="hidden" htmlFor={id}>
        {t('function')}
      </label>
      <select id={id} value={chosen.id} onChange={({ target }) => choose(target.value)}>
        {functions.map(({ id: each, name }) => (
          <option key={each} value={each}>
            {name[language]}
          </option>
        ))}
      </select>
    </span>
  )
}

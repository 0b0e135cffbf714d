import { useTranslation } from 'react-i18next'
import { PROTECTIONS } from '../../protocol/vocabulary.ts'
import { useLanguage } from '../use-language.ts'
import type { DeskPart } from './shared-props.ts'
import { TellsWhere } from './tells-where.tsx'

/** Who is protected. Not knowing counts as protected, so nobody has to guess. */
export function Persons(props: DeskPart) {
  const { sheet, checked, onChange } = props
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const persons = (checked.check?.persons ?? []).filter(({ role }) => role !== 'professional')
  return (
    <section className="section">
      <h2>{t('persons')}</h2>
      <p className="help">{persons.length === 0 ? t('noPersons') : t('personsHelp')}</p>
      {persons.map(({ person, label }) => (
        <div className="field pick" key={person}>
          <label htmlFor={`protection${person}`}>{capital(label[language])}</label>
          <select
            id={`protection${person}`}
            value={sheet.protection[person] ?? 'unknown'}
            onChange={({ target }) => {
              const level = PROTECTIONS.find((it) => it === target.value)!
              onChange({ protection: { ...sheet.protection, [person]: level } })
            }}
          >
            {PROTECTIONS.map((level) => (
              <option key={level} value={level}>
                {t(`protections.${level}`)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <TellsWhere {...props} />
    </section>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import { CATEGORY_WORDS } from '../../policy/explaining/words.ts'
import { useLanguage } from '../use-language.ts'
import { useForm } from './form-context.ts'

interface SectionProps {
  readonly name: string
  readonly title: string
  readonly help: string
  /** It is one field: its name is the heading, and its help stands beside it. */
  readonly isField: boolean
  readonly children: ReactNode
}

/** A section of a document: which kinds of data it holds, and, unless the type demands it, whether the receiver needs it. Off until chosen. */
export function Section({ name, title, help, isField, children }: SectionProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const { sections, required, categories, toggle } = useForm()
  const kinds = (categories[name] ?? []).map((category) => CATEGORY_WORDS[category][language])
  const heading = `section-${name}`
  return (
    <section className={isField ? 'section lone' : 'section'} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {kinds.length > 0 && <p className="help">{t('holds', { categories: kinds.join(', ') })}</p>}
      {!required.has(name) && (
        <div className="need" id={`need-${name}`}>
          <p>{t('sectionQuestion')}</p>
          <Checkbox
            className="option square"
            isSelected={sections.has(name)}
            onChange={(isOn) => toggle(name, isOn)}
          >
            <span className="sign" aria-hidden="true" />
            {t('sectionOn', { title })}
          </Checkbox>
        </div>
      )}
      {children !== null && help !== '' && !isField && <p className="help">{help}</p>}
      {children}
    </section>
  )
}

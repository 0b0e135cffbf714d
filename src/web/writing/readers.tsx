import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { useTranslation } from 'react-i18next'
import type { SheetReaders } from '../../client/writing/sheet.ts'
import { CATEGORY_WORDS } from '../../policy/explaining/words.ts'
import { useLanguage } from '../use-language.ts'
import { sayReceiver } from './say-receiver.ts'
import type { DeskPart } from './shared-props.ts'

type Kind = Pick<SheetReaders, 'person' | 'category'>

function isSame(one: Kind, other: Kind): boolean {
  return one.person === other.person && one.category === other.category
}

/** Who of several receivers reads what: a kind of data is sealed to those who need it and to nobody else. */
export function Readers({ sheet, checked, receivers, onChange }: DeskPart) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const { check } = checked
  if (check === undefined || sheet.to.length < 2) return null
  const labels = new Map(check.persons.map(({ person, label }) => [person, label[language]]))
  const give = (kind: Kind, to: readonly string[]) => {
    const others = sheet.readers.filter((row) => !isSame(row, kind))
    const { person, category } = kind
    const isAll = sheet.to.every((id) => to.includes(id))
    onChange({ readers: isAll ? others : [...others, { person, category, to }] })
  }
  return (
    <section className="section">
      <details>
        <summary>{t('readers')}</summary>
        <p className="help">{t('readersHelp')}</p>
        {check.kinds.map((kind) => (
          <CheckboxGroup
            key={`${kind.person} ${kind.category}`}
            className="field choice"
            value={[...(sheet.readers.find((row) => isSame(row, kind))?.to ?? sheet.to)]}
            onChange={(to) => give(kind, to)}
          >
            <Label>
              {t('part', {
                person: labels.get(kind.person) ?? '',
                category: CATEGORY_WORDS[kind.category][language],
              })}
            </Label>
            <div className="options">
              {sheet.to.map((id) => (
                <Checkbox key={id} value={id} className="option square">
                  <span className="sign" aria-hidden="true" />
                  {sayReceiver(id, receivers, language)}
                </Checkbox>
              ))}
            </div>
          </CheckboxGroup>
        ))}
      </details>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import type { Missing } from '../../client/writing/check-sheet.ts'
import { titleAt } from '../../client/writing/title-at.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { focusField } from '../forms/focus-field.ts'
import { fieldId } from '../forms/form-context.ts'
import { focusOn } from '../parts/focus-on.ts'
import { useLanguage } from '../use-language.ts'

interface MissingListProps {
  readonly missing: readonly Missing[]
  readonly schema: JsonObject
  /** Called before the focus goes to a field. */
  readonly onGo?: () => void
}

/** Each answer that is missing, by name; a press leads to it. */
export function MissingList({ missing, schema, onGo }: MissingListProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const titled = missing.flatMap(({ place }) => {
    const title = place === 'respondBy' ? t('respondBy') : titleAt(schema, place)?.[language]
    return title === undefined ? [] : [{ place, title }]
  })
  if (titled.length === 0) return null
  return (
    <ul className="missing">
      {titled.map(({ place, title }, i) => (
        <li key={`${place} ${i}`}>
          <a
            href={`#${fieldId(place)}`}
            onClick={(event) => {
              event.preventDefault()
              onGo?.()
              if (place === 'respondBy') setTimeout(() => focusOn('respond-by'))
              else focusField(place)
            }}
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}

import { useTranslation } from 'react-i18next'
import { asksTellsWhere, TELLS_WHERE } from '../../client/writing/tells-where.ts'
import { Choice } from './choice.tsx'
import type { DeskPart } from './shared-props.ts'

/** The question that no search answers: whether the words, with what else is known, show where somebody protected lives. */
export function TellsWhere({ sheet, checked, onChange }: DeskPart) {
  const { t } = useTranslation('writing')
  if (checked.check === undefined || !asksTellsWhere(checked.check)) return null
  const told = sheet.facts[TELLS_WHERE]
  return (
    <>
      <Choice
        label={t('tellsWhere')}
        help={t('tellsWhereHelp')}
        value={told === undefined ? null : told === true ? 'yes' : 'no'}
        answers={[
          { value: 'no', label: t('tellsWhereNo') },
          { value: 'yes', label: t('tellsWhereYes') },
        ]}
        onChange={(is) => onChange({ facts: { ...sheet.facts, [TELLS_WHERE]: is === 'yes' } })}
      />
      {told === true && (
        <p className="notice acute" role="status">
          {t('tellsWhereStop')}
        </p>
      )}
    </>
  )
}

import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { useTranslation } from 'react-i18next'
import { faultOfAnswerTime } from '../../client/answer-time.ts'
import { PURPOSES } from '../../protocol/vocabulary.ts'
import type { Urgency } from '../../protocol/vocabulary.ts'
import { useActingFunction } from '../acting-function.tsx'
import { fromLocal, toLocal } from '../forms/local-time.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { Choice } from './choice.tsx'
import { sayReceiver } from './say-receiver.ts'
import type { DeskPart } from './shared-props.ts'

/** From the least urgent. */
const URGENCIES: readonly Urgency[] = ['normal', 'priority', 'acute']
/** Purposes that a person chooses. */
const CHOSEN = PURPOSES.filter((purpose) => purpose !== 'technical' && purpose !== 'statutory-duty')

interface EnvelopeProps extends DeskPart {
  readonly requires: readonly string[]
}

/** From whom, to whom, in which case and what for. */
export function Envelope({ sheet, receivers, requires, onChange }: EnvelopeProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const { functions = [] } = useActingFunction()
  const now = useNow()
  const fault = sheet.respondBy === undefined ? undefined : faultOfAnswerTime(sheet.respondBy, now)
  const from = functions.find(({ id }) => id === sheet.from)?.name[language] ?? sheet.from
  return (
    <section aria-label={t('to')}>
      <p className="envelope">
        {t('from')}: <strong>{from}</strong> · {t('case')}:{' '}
        <strong>{sheet.case ?? t('newCase')}</strong>
        {sheet.corrects !== undefined && ` · ${t('isCorrection')}`}
        {sheet.supersedes !== undefined && ` · ${t('isRenewal')}`}
      </p>
      <CheckboxGroup
        className="field choice"
        value={[...sheet.to]}
        onChange={(to) => onChange({ to })}
      >
        <Label>{t('to')}</Label>
        <Text slot="description" className="help">
          {t('toHelp')}
        </Text>
        <div className="options">
          {receivers.map(({ id }) => (
            <Checkbox key={id} value={id} className="option square">
              <span className="sign" aria-hidden="true" />
              {sayReceiver(id, receivers, language)}
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      <div className="field pick">
        <label htmlFor="purpose">{t('purpose')}</label>
        <select
          id="purpose"
          value={sheet.purpose}
          onChange={({ target }) =>
            onChange({ purpose: CHOSEN.find((it) => it === target.value)! })
          }
        >
          {CHOSEN.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`purposes.${purpose}`)}
            </option>
          ))}
        </select>
      </div>
      <Choice
        label={t('urgency')}
        value={sheet.urgency}
        answers={URGENCIES.map((value) => ({ value, label: t(`urgencies.${value}`) }))}
        onChange={(urgency) => onChange({ urgency })}
      />
      {requires.includes('respondBy') && (
        <div className="field">
          <label htmlFor="respond-by">{t('respondBy')}</label>
          <input
            id="respond-by"
            type="datetime-local"
            value={toLocal(sheet.respondBy ?? '')}
            aria-invalid={fault !== undefined}
            aria-describedby={fault && 'respond-by-fault'}
            onChange={({ target }) => onChange({ respondBy: fromLocal(target.value) })}
          />
          {fault && (
            <span className="fault" id="respond-by-fault">
              {t(`respondByFaults.${fault}`)}
            </span>
          )}
        </div>
      )}
    </section>
  )
}

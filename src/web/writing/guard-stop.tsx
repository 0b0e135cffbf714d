import { Checkbox } from 'react-aria-components/Checkbox'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import { sayDetector } from '../forms/say-detector.ts'
import { wordsOfHits } from './words-of-hits.ts'
import type { DeskPart } from './shared-props.ts'

interface GuardStopProps extends DeskPart {
  readonly isAsked: boolean
  readonly onAsk: (isAsked: boolean) => void
}

/** Marked words about somebody protected: which they are, and the one way to keep them – a second person, who is told why. */
export function GuardStop({ sheet, checked, isAsked, onAsk, onChange }: GuardStopProps) {
  const { t } = useTranslation('writing')
  const { t: forms } = useTranslation('forms')
  if (!checked.check?.obstacles.includes('guard')) return null
  return (
    <div className="notice acute">
      <p>{t('guardStop')}</p>
      <ul>
        {wordsOfHits(sheet.document, checked.check.hits).map(({ detector, words }, i) => (
          <li key={i}>
            {sayDetector(detector, forms)}: ”<bdi>{words}</bdi>”
          </li>
        ))}
      </ul>
      <Checkbox className="option square" isSelected={isAsked} onChange={onAsk}>
        <span className="sign" aria-hidden="true" />
        {t('guardAsk')}
      </Checkbox>
      {isAsked && (
        <TextField
          className="field long"
          value={sheet.guardMotive ?? ''}
          onChange={(guardMotive) => onChange({ guardMotive })}
          isRequired
          validationBehavior="aria"
        >
          <Label>{t('guardMotive')}</Label>
          <Text slot="description" className="help">
            {t('guardMotiveHelp')}
          </Text>
          <TextArea rows={3} maxLength={4000} />
        </TextField>
      )}
    </div>
  )
}

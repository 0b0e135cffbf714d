import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asker, ExtractQuestions } from '../../client/extract-acts.ts'
import { EXTRACT_DELIVERIES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import type { ExtractDelivery, SubjectRole } from '../../protocol/vocabulary.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Failure } from '../parts/failure.tsx'
import { Field } from '../parts/field.tsx'
import { RadioChoice } from '../parts/radio-choice.tsx'
import { useFaults } from '../parts/use-faults.ts'
import { parseReferences } from './parse-references.ts'

interface ExtractFormProps {
  /** What was answered before. */
  readonly before: ExtractQuestions | undefined
  readonly isBusy: boolean
  readonly failure: WorkerFailure | undefined
  readonly onAsk: (questions: ExtractQuestions) => void
}

const ASKERS: readonly Asker[] = ['subject', 'guardian', 'representative', 'feared-perpetrator']

/** The questions on which it depends what may be told. None of them is answered beforehand. */
export function ExtractForm({ before, isBusy, failure, onAsk }: ExtractFormProps) {
  const { t } = useTranslation('reports')
  const [text, setText] = useState(before?.cases.join('\n') ?? '')
  const [role, setRole] = useState<SubjectRole | undefined>(before?.role)
  const [asker, setAsker] = useState<Asker | undefined>(before?.asker)
  const [delivery, setDelivery] = useState<ExtractDelivery | undefined>(before?.delivery)
  const cases = parseReferences(text)
  const wrong = [
    ...(cases === undefined ? ['casesWrong' as const] : []),
    ...(role === undefined ? ['roleMissing' as const] : []),
    ...(asker === undefined ? ['askerMissing' as const] : []),
    ...(delivery === undefined ? ['deliveryMissing' as const] : []),
  ]
  const { faults, tries, told, attempt } = useFaults(wrong, (what) => t(what))
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy && attempt())
      onAsk({ cases: cases!, role: role!, asker: asker!, delivery: delivery! })
  }
  return (
    <form onSubmit={ask} noValidate>
      <ErrorSummary faults={faults} tries={tries} />
      <Field {...told('casesWrong')} label={t('cases')} help={t('casesHelp')}>
        {(described) => (
          <textarea
            {...described}
            rows={3}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <RadioChoice
        {...told('roleMissing')}
        label={t('role')}
        choices={SUBJECT_ROLES.map((value) => ({ value, text: t(`roles.${value}`) }))}
        chosen={role}
        onChoose={setRole}
      />
      <RadioChoice
        {...told('askerMissing')}
        label={t('asker')}
        choices={ASKERS.map((value) => ({ value, text: t(`askers.${value}`) }))}
        chosen={asker}
        onChoose={setAsker}
      />
      <RadioChoice
        {...told('deliveryMissing')}
        label={t('delivery')}
        choices={EXTRACT_DELIVERIES.map((value) => ({ value, text: t(`deliveries.${value}`) }))}
        chosen={delivery}
        onChoose={setDelivery}
      />
      <p className="soft">{t('deliveryHelp')}</p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button type="submit" look="main" isPending={isBusy}>
          {t('make')}
        </Button>
      </div>
      <p className="soft">{t('makeLogged')}</p>
    </form>
  )
}

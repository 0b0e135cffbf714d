import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asker, ExtractQuestions } from '../../client/extract-acts.ts'
import { EXTRACT_DELIVERIES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import type { ExtractDelivery, SubjectRole } from '../../protocol/vocabulary.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { RadioChoice } from '../parts/radio-choice.tsx'
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
  const [isTried, setTried] = useState(false)
  const cases = parseReferences(text)
  const isAnswered = role !== undefined && asker !== undefined && delivery !== undefined
  const ask = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (cases !== undefined && isAnswered) onAsk({ cases, role, asker, delivery })
  }
  return (
    <form onSubmit={ask} noValidate>
      <CasesField text={text} onChange={setText} isWrong={isTried && cases === undefined} />
      <RadioChoice
        label={t('role')}
        choices={SUBJECT_ROLES.map((value) => ({ value, text: t(`roles.${value}`) }))}
        chosen={role}
        onChoose={setRole}
      />
      <RadioChoice
        label={t('asker')}
        choices={ASKERS.map((value) => ({ value, text: t(`askers.${value}`) }))}
        chosen={asker}
        onChoose={setAsker}
      />
      <RadioChoice
        label={t('delivery')}
        choices={EXTRACT_DELIVERIES.map((value) => ({ value, text: t(`deliveries.${value}`) }))}
        chosen={delivery}
        onChoose={setDelivery}
      />
      <p className="soft">{t('deliveryHelp')}</p>
      {isTried && !isAnswered && (
        <p className="notice" role="alert">
          {t('unanswered')}
        </p>
      )}
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button type="submit" look="main" isDisabled={isBusy}>
          {t('make')}
        </Button>
      </div>
      <p className="soft">{t('makeLogged')}</p>
    </form>
  )
}

interface CasesFieldProps {
  readonly text: string
  readonly onChange: (text: string) => void
  readonly isWrong: boolean
}

function CasesField({ text, onChange, isWrong }: CasesFieldProps) {
  const { t } = useTranslation('reports')
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t('cases')}</label>
      <span className="help" id={`${id}-help`}>
        {t('casesHelp')}
      </span>
      {isWrong && (
        <span className="fault" id={`${id}-fault`} role="alert">
          {t('casesWrong')}
        </span>
      )}
      <textarea
        id={id}
        rows={3}
        aria-describedby={isWrong ? `${id}-fault ${id}-help` : `${id}-help`}
        aria-invalid={isWrong}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

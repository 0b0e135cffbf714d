import { useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { useTranslation } from 'react-i18next'
import type { ThreadMessage } from '../../client/work.ts'
import { WITHDRAWAL_REASONS } from '../../protocol/vocabulary.ts'
import type { WithdrawalReason } from '../../protocol/vocabulary.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAct } from '../use-act.ts'
import { useWorker } from '../use-worker.ts'
import type { OwnFunction } from '../worker/methods/inbox.ts'

interface RecallProps {
  readonly message: ThreadMessage
  /** The thread is asked for anew. */
  readonly onRecalled: () => void
}

/** Taking back a message of the own side: what was wrong is chosen first. Afterwards, what remains to be done. */
export function Recall({ message, onRecalled }: RecallProps) {
  const { t } = useTranslation('case')
  const { functions = [] } = useActingFunction()
  const as = withdrawingFunction(message, functions)
  const { state } = message
  if (as === undefined) return null
  if (state === 'held' || state === 'released')
    return <RecallForm {...{ message, onRecalled }} as={as} />
  return state === 'refused' ? null : (
    <p
      className={state === 'withdrawn-late' ? 'notice acute recall-told' : 'recall-told'}
      role="status"
    >
      {t(`recall.${state}`)}
    </p>
  )
}

function RecallForm({ message, as, onRecalled }: RecallProps & { readonly as: string }) {
  const { t } = useTranslation('case')
  const worker = useWorker()
  const { id, state } = message
  const [reasons, setReasons] = useState<readonly WithdrawalReason[]>([])
  const [isAsked, setAsked] = useState(false)
  const { run, isBusy, failure } = useAct(async () => {
    // Whatever it came to, somebody else may have been faster: the thread tells.
    await worker.ask('case.recall', { id, function: as, reasons }).finally(onRecalled)
  })
  const isHeld = state === 'held'
  const isMissing = isAsked && reasons.length === 0
  return (
    <details className="no-print recall">
      <summary>{t('recall.open')}</summary>
      {failure && <Failure failure={failure} />}
      <p className="help">{t(isHeld ? 'recall.helpHeld' : 'recall.help')}</p>
      <CheckboxGroup
        className="field choice"
        value={[...reasons]}
        isInvalid={isMissing}
        validationBehavior="aria"
        onChange={(chosen) => setReasons(WITHDRAWAL_REASONS.filter((one) => chosen.includes(one)))}
      >
        <Label>{t('recall.why')}</Label>
        <div className="options">
          {WITHDRAWAL_REASONS.map((reason) => (
            <Checkbox key={reason} value={reason} className="option square">
              <span className="sign" aria-hidden="true" />
              {t(`recallReasons.${reason}`)}
            </Checkbox>
          ))}
        </div>
        <FieldError className="fault">{t('recall.chooseReason')}</FieldError>
      </CheckboxGroup>
      <Button
        isPending={isBusy}
        onPress={() => {
          setAsked(true)
          if (reasons.length > 0) run()
        }}
      >
        {t(isHeld ? 'recall.doHeld' : 'recall.do')}
      </Button>
    </details>
  )
}

/** The own function that sent the message or decides on it, in which this member may take it back. */
function withdrawingFunction(
  { from, decisionFunction }: ThreadMessage,
  functions: readonly OwnFunction[],
): string | undefined {
  const may = functions.filter(
    ({ roles }) => roles.includes('author') || roles.includes('decision-maker'),
  )
  return [from.function, decisionFunction].find((id) => may.some((one) => one.id === id))
}

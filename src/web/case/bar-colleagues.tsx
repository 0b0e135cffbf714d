import { useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { useTranslation } from 'react-i18next'
import type { Bar } from '../../client/bar-acts.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAct } from '../reading/use-act.ts'
import { useWorker } from '../use-worker.ts'
import type { Names } from '../worker/names.ts'

interface BarColleaguesProps {
  readonly reference: Bar['case']
  /** The own function that has to do with the case. */
  readonly as: string
  readonly names: Pick<Names, 'members' | 'me'>
}

/** Shutting a colleague whom the case concerns too closely out of it, or letting in again who was shut out by mistake. */
export function BarColleagues({ reference, as, names }: BarColleaguesProps) {
  const { t } = useTranslation('case')
  const worker = useWorker()
  const [members, setMembers] = useState<readonly string[]>([])
  const [isAsked, setAsked] = useState(false)
  const [told, setTold] = useState<Bar['what']>()
  const { act, isBusy, failure } = useAct(() => setAsked(false))
  const declare = (what: Bar['what']) => {
    setAsked(true)
    setTold(undefined)
    if (members.length === 0) return
    act(async () => {
      await worker.ask('case.bar', { case: reference, function: as, what, members })
      setMembers([])
      setTold(what)
    })
  }
  const colleagues = Object.entries(names.members).filter(([member]) => member !== names.me)
  return (
    <details className="no-print barring">
      <summary>{t('bar.open')}</summary>
      {failure && <Failure failure={failure} />}
      <p className="help">{t('bar.help')}</p>
      <CheckboxGroup
        className="field choice"
        value={[...members]}
        isInvalid={isAsked && members.length === 0}
        validationBehavior="aria"
        onChange={setMembers}
      >
        <Label>{t('bar.who')}</Label>
        <div className="options">
          {colleagues.map(([member, name]) => (
            <Checkbox key={member} value={member} className="option square">
              <span className="sign" aria-hidden="true" />
              <bdi>{name}</bdi>
            </Checkbox>
          ))}
        </div>
        <FieldError className="fault">{t('bar.choose')}</FieldError>
      </CheckboxGroup>
      <div className="buttons">
        <Button isPending={isBusy} onPress={() => declare('barred')}>
          {t('bar.do')}
        </Button>
        <Button look="plain" isPending={isBusy} onPress={() => declare('readmitted')}>
          {t('bar.undo')}
        </Button>
      </div>
      <p role="status">{told === undefined ? '' : t(`bar.${told}`)}</p>
    </details>
  )
}

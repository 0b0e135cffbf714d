import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import type { Obstacle, SheetCheck } from '../../client/writing/check-sheet.ts'
import type { SentMessage } from '../worker/methods/writing.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Deadline } from '../parts/deadline.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { GuardStop } from './guard-stop.tsx'
import { MissingList } from './missing-list.tsx'
import { sayReceiver } from './say-receiver.ts'
import type { DeskPart } from './shared-props.ts'
import { TellsWhere } from './tells-where.tsx'
import { Views } from './views.tsx'

interface ReadThroughProps extends DeskPart {
  readonly schema: JsonObject
  readonly onBack: () => void
  readonly onWithhold: () => void
  readonly onSent: (sent: SentMessage) => void
}

/** The last step: one page to read, the questions that only a person can answer, and the signature. */
export function ReadThrough(props: ReadThroughProps) {
  const { sheet, checked, receivers, onBack, onWithhold, onSent } = props
  const { t } = useTranslation('writing')
  const now = useNow()
  const worker = useWorker()
  const heading = useRef<HTMLHeadingElement>(null)
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set())
  const [askSecondPerson, setAskSecondPerson] = useState(false)
  const [told, setTold] = useState<readonly (Obstacle | 'confirm')[]>([])
  const [failure, setFailure] = useState<WorkerFailure>()
  const [isSending, setIsSending] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const { check } = checked
  if (check === undefined) return <p>{t('liveChecking')}</p>
  const send = async () => {
    if (isSending) return
    setIsSending(true)
    setFailure(undefined)
    try {
      // What was typed a moment ago is judged before it is sent.
      const { obstacles } = checked.isCurrent ? check : await worker.ask('writing.check', { sheet })
      const isAsked = askSecondPerson && Boolean(sheet.guardMotive?.trim())
      const left: (Obstacle | 'confirm')[] = obstacles.filter((it) => it !== 'guard' || !isAsked)
      if (!sheet.to.every((id) => confirmed.has(id))) left.push('confirm')
      setTold(left)
      if (left.length === 0) onSent(await worker.ask('writing.send', { sheet, askSecondPerson }))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsSending(false)
    }
  }
  return (
    <div className="read">
      <h1 ref={heading} tabIndex={-1}>
        {t('readTitle')}
      </h1>
      <ObstacleList told={told}>
        <MissingList missing={check.missing} schema={props.schema} onGo={onBack} />
      </ObstacleList>
      {failure && <Failure failure={failure} />}
      <Views views={check.views} receivers={receivers} />
      {check.respondBy !== undefined && (
        <p>
          {t('respondBy')}: <Deadline at={check.respondBy} now={now} />
        </p>
      )}
      <Outcome check={check} />
      <Confirm {...props} confirmed={confirmed} onConfirm={setConfirmed} />
      <TellsWhere {...props} />
      <GuardStop {...props} isAsked={askSecondPerson} onAsk={setAskSecondPerson} />
      <p role="status">{isSending ? t('sending') : ''}</p>
      <div className="buttons">
        <Button look="main" onPress={() => void send()}>
          {t('send')}
        </Button>
        <Button onPress={onWithhold}>{t('withhold')}</Button>
        <Button look="plain" onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  )
}

/** What stands in the way, told first and heard at once. */
function ObstacleList({
  told,
  children,
}: {
  readonly told: readonly (Obstacle | 'confirm')[]
  readonly children: ReactNode
}) {
  const { t } = useTranslation('writing')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (told.length > 0) box.current?.focus()
  }, [told])
  if (told.length === 0) return null
  return (
    <div className="notice acute" role="alert" ref={box} tabIndex={-1}>
      <p>
        <strong>{t('errorTitle')}</strong>
      </p>
      <ul>
        {told.map((code) => (
          <li key={code}>
            {t(`obstacles.${code}`)}
            {code === 'incomplete' && children}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Outcome({ check }: { readonly check: SheetCheck }) {
  const language = useLanguage()
  const [first] = check.summary[language]
  return first === undefined ? null : <p className={`outcome ${check.outcome}`}>{first}</p>
}

interface ConfirmProps extends DeskPart {
  readonly confirmed: ReadonlySet<string>
  readonly onConfirm: (confirmed: ReadonlySet<string>) => void
}

/** Each receiver is confirmed once more, by its whole name: the neighbour in the list is another municipality. */
function Confirm({ sheet, receivers, confirmed, onConfirm }: ConfirmProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  return (
    <div className="field choice">
      <p className="help">{t('confirmAgencyHelp')}</p>
      <div className="options">
        {sheet.to.map((id) => (
          <Checkbox
            key={id}
            className="option square"
            isSelected={confirmed.has(id)}
            onChange={(isOn) => {
              const next = new Set(confirmed)
              if (isOn) next.add(id)
              else next.delete(id)
              onConfirm(next)
            }}
          >
            <span className="sign" aria-hidden="true" />
            {t('confirmAgency', { receiver: sayReceiver(id, receivers, language) })}
          </Checkbox>
        ))}
      </div>
    </div>
  )
}

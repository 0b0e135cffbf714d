import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saySide } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { Field } from '../parts/field.tsx'
import { focusOn } from '../parts/focus-on.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { sayWholeDay } from '../words/moments.ts'
import type { DeliveryAlarms } from '../worker/methods/reconciling.ts'
import { CountedDays } from './counted-days.tsx'
import { Loaded } from './loaded.tsx'
import { ReviewPage } from './review-page.tsx'
import { useAct } from '../use-act.ts'

/** Alarms about deliveries, and the count of a day with the other agencies. */
export function ReconciliationScreen() {
  const { t } = useTranslation('reconciling')
  const worker = useWorker()
  const answer = useAnswer(useCallback(() => worker.ask('reconciling.alarms'), [worker]))
  return (
    <ReviewPage title={t('title')} intro={t('intro')}>
      {(as) => (
        <Loaded answer={answer}>
          {(alarms) => (
            <>
              <Alarms told={alarms} />
              <Count yesterday={alarms.yesterday} today={alarms.today} as={as} />
            </>
          )}
        </Loaded>
      )}
    </ReviewPage>
  )
}

const ALARMS = [
  'nobody-can-open',
  'receipt-missing',
  'unopened',
  'not-taken-over',
  'answer-overdue',
  'volume-falling',
  'trial-missing',
  'reconciliation-missing',
] as const

function Alarms({ told: { alarms, since, names } }: { readonly told: DeliveryAlarms }) {
  const { t } = useTranslation('reconciling')
  const language = useLanguage()
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">{t('alarmsTitle', { day: sayDay(since, language) })}</h2>
      {alarms.length === 0 && <p>{t('alarmsNone')}</p>}
      <ol className="timeline">
        {alarms.toSorted(inOrder).map(({ day, code, from, to, messages }) => (
          <li key={`${day} ${code} ${from} ${to}`}>
            <p>
              <strong>
                {t(`alarm.${ALARMS.find((one) => one === code) ?? 'unknown'}`, { code, messages })}
              </strong>
            </p>
            <p className="soft">
              {sayDay(day, language)} ·{' '}
              <bdi>
                {t('alarmOf', {
                  from: saySide(from, names, language),
                  to: saySide(to, names, language),
                })}
              </bdi>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Alarm = DeliveryAlarms['alarms'][number]

/** The newest day first, and within it what somebody may be waiting for right now. */
function inOrder(one: Alarm, other: Alarm): number {
  return other.day.localeCompare(one.day) || placeOf(one) - placeOf(other)
}

function placeOf({ code }: Alarm): number {
  return ALARMS.findIndex((known) => known === code)
}

interface CountProps {
  readonly yesterday: string
  readonly today: string
  readonly as: string
}

function Count({ yesterday, today, as }: CountProps) {
  const { t } = useTranslation('reconciling')
  const worker = useWorker()
  const id = useId()
  const [day, setDay] = useState(yesterday)
  const [isWrong, setWrong] = useState(false)
  const { run, isBusy, done, failure } = useAct(() =>
    worker.ask('reconciling.count', { day, function: as }),
  )
  const count = () => {
    const isDay = day !== '' && day <= today
    setWrong(!isDay)
    if (isDay) run()
    else setTimeout(() => focusOn(id))
  }
  return (
    <section aria-labelledby="count">
      <h2 id="count">{t('countTitle')}</h2>
      <Field
        id={id}
        label={t('countDay')}
        help={t('countDayHelp')}
        fault={isWrong ? t('countWrong') : undefined}
      >
        {(described) => (
          <input
            {...described}
            type="date"
            max={today}
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
        )}
      </Field>
      <div className="buttons">
        <Button look="main" isPending={isBusy} onPress={count}>
          {t(isBusy ? 'counting' : day === today ? 'countSoFar' : 'count')}
        </Button>
      </div>
      {failure && <Failure failure={failure} onRetry={count} />}
      <div role="status">{done && !isBusy && <CountedDays counted={done} />}</div>
    </section>
  )
}

function sayDay(day: string, language: 'sv' | 'en'): string {
  return sayWholeDay(Date.parse(`${day}T12:00:00.000Z`), language)
}

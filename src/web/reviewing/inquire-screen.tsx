import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import schema from '../../../schemas/statements/inquiry.json' with { type: 'json' }
import { swedishDay } from '../../policy/swedish-day.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import type { ScreenProps } from '../screen.ts'
import { useWorker } from '../use-worker.ts'
import { ReviewPage } from './review-page.tsx'
import { useAct } from '../use-act.ts'

/** The form that the schema demands of a number of the agency's register. */
const CASE_NUMBER = new RegExp(schema.properties.caseNumber.pattern)
const DAY = 24 * 3_600_000
/** How far back an inquiry reaches unless somebody says otherwise. */
const USUAL = 30 * DAY

/** Asks to see all that the member behind a record did. */
export function InquireScreen({ params: { record } }: ScreenProps) {
  const { t } = useTranslation('oversight')
  return (
    <ReviewPage title={t('inquireTitle')} intro={t('inquireIntro')}>
      {(as) => <InquiryForm record={record!} as={as} />}
    </ReviewPage>
  )
}

function InquiryForm({ record, as }: { readonly record: string; readonly as: string }) {
  const { t } = useTranslation('oversight')
  const worker = useWorker()
  const now = Date.now()
  const [caseNumber, setCaseNumber] = useState('')
  const [first, setFirst] = useState(dayOf(now - USUAL))
  const [last, setLast] = useState(dayOf(now))
  const [isWrong, setWrong] = useState(false)
  const { run, isBusy, done, failure } = useAct(() =>
    worker.ask('oversight.inquire', {
      record,
      caseNumber: caseNumber.trim(),
      first,
      last,
      function: as,
    }),
  )
  const send = () => {
    const isWhole = CASE_NUMBER.test(caseNumber.trim()) && first !== '' && first <= last
    setWrong(!isWhole)
    if (isWhole) run()
  }
  if (done !== undefined)
    return (
      <>
        <p role="status">{t('inquired', { index: done })}</p>
        <p>
          <Link href="/review/inquiries">{t('toInquiries')}</Link>
        </p>
      </>
    )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {isWrong && (
        <p className="notice acute" role="alert">
          {t('fillIn')}
        </p>
      )}
      <Field label={t('caseNumber')} help={t('caseNumberHelp')}>
        {(described) => (
          <input
            {...described}
            autoComplete="off"
            maxLength={40}
            required
            value={caseNumber}
            onChange={({ target }) => setCaseNumber(target.value)}
          />
        )}
      </Field>
      <Field label={t('first')}>
        {(described) => <DayInput {...described} value={first} onChange={setFirst} />}
      </Field>
      <Field label={t('last')}>
        {(described) => <DayInput {...described} value={last} onChange={setLast} />}
      </Field>
      {failure && <Failure failure={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy}>
        {t('sendInquiry')}
      </Button>
    </form>
  )
}

interface Described {
  readonly id: string
  readonly 'aria-describedby'?: string
}

interface FieldProps {
  readonly label: string
  readonly help?: string
  readonly children: (described: Described) => ReactNode
}

function Field({ label, help, children }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {children(help === undefined ? { id } : { id, 'aria-describedby': `${id}-help` })}
    </div>
  )
}

interface DayInputProps extends Described {
  readonly value: string
  readonly onChange: (day: string) => void
}

function DayInput({ onChange, ...rest }: DayInputProps) {
  return <input {...rest} type="date" required onChange={({ target }) => onChange(target.value)} />
}

function dayOf(moment: number): string {
  return swedishDay(new Date(moment).toISOString())
}

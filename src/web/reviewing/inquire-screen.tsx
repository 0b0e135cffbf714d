import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import schema from '../../../schemas/statements/inquiry.json' with { type: 'json' }
import { swedishDay } from '../../policy/swedish-day.ts'
import { Button } from '../parts/button.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Failure } from '../parts/failure.tsx'
import { Field } from '../parts/field.tsx'
import type { Described } from '../parts/field.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { useFaults } from '../parts/use-faults.ts'
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
  const { run, isBusy, done, failure } = useAct(() =>
    worker.ask('oversight.inquire', {
      record,
      caseNumber: caseNumber.trim(),
      first,
      last,
      function: as,
    }),
  )
  const wrong = [
    ...(CASE_NUMBER.test(caseNumber.trim()) ? [] : ['caseNumberWrong' as const]),
    ...(first === '' ? ['firstWrong' as const] : []),
    ...(last === '' || last < first ? ['lastWrong' as const] : []),
  ]
  const { faults, tries, told, attempt } = useFaults(wrong, (what) => t(what))
  if (done !== undefined)
    return (
      <>
        <p role="status" tabIndex={-1} ref={takeFocus}>
          {t('inquired', { index: done })}
        </p>
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
        if (attempt()) run()
      }}
    >
      <ErrorSummary faults={faults} tries={tries} />
      <Field {...told('caseNumberWrong')} label={t('caseNumber')} help={t('caseNumberHelp')}>
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
      <Field {...told('firstWrong')} label={t('first')}>
        {(described) => <DayInput {...described} value={first} onChange={setFirst} />}
      </Field>
      <Field {...told('lastWrong')} label={t('last')}>
        {(described) => <DayInput {...described} value={last} onChange={setLast} />}
      </Field>
      {failure && <Failure failure={failure} />}
      <Button type="submit" look="main" isPending={isBusy}>
        {t('sendInquiry')}
      </Button>
    </form>
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

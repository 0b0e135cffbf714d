import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { agencyOf } from '../../protocol/function-id.ts'
import { Failure } from '../parts/failure.tsx'
import type { ScreenProps } from '../screen.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { ShownReport } from '../worker/methods/reports.ts'
import { AllCounts } from './all-counts.tsx'
import { PICTURES, Picture } from './picture.tsx'
import { ReportsPage } from './reports-page.tsx'
import { Signatures } from './signatures.tsx'
import { TakeReport } from './take-report.tsx'

/** The report of a period: pictures where looking beats reading, then every count, who has signed it, and as files. */
export function ReportScreen({ params: { period = '', of } }: ScreenProps) {
  return (
    <ReportsPage>
      {({ id }) => (
        <KnownReport key={`${period} ${of}`} period={period} of={of ?? agencyOf(id)} as={id} />
      )}
    </ReportsPage>
  )
}

interface KnownReportProps {
  readonly period: string
  readonly of: string
  /** The function that the officer acts in. */
  readonly as: string
}

function KnownReport({ period, of, as }: KnownReportProps) {
  const { t } = useTranslation('reports')
  const worker = useWorker()
  const { value, again, renew, ...answer } = useAnswer(
    useCallback(() => worker.ask('reports.show', { period, of }), [worker, period, of]),
  )
  return (
    <>
      {answer.state === 'failed' && <Failure failure={answer.failure} onRetry={again} />}
      {answer.state === 'waiting' && value === undefined && <p role="status">{t('making')}</p>}
      {value && (
        <>
          <Report report={value} />
          <AllCounts report={value} named={{ period, of }} />
          <Signatures report={value} named={{ period, of }} as={as} onSigned={renew} />
          <TakeReport named={{ period, of }} as={as} />
        </>
      )}
    </>
  )
}

function Report({ report: { title, lines, notes } }: { readonly report: ShownReport }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const drawn = PICTURES.filter((of) => lines.some((line) => line.of === of && line.part !== null))
  return (
    <>
      <h1>
        <bdi>{title[language]}</bdi>
      </h1>
      {notes.map((note) => (
        <p key={note.en}>{note[language]}</p>
      ))}
      <section>
        <h2>{t('pictures')}</h2>
        {drawn.length === 0 && <p>{t('noPictures')}</p>}
        {drawn.map((of) => (
          <Picture key={of} of={of} lines={lines} />
        ))}
      </section>
    </>
  )
}

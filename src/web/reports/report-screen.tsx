import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../parts/failure.tsx'
import type { ScreenProps } from '../screen.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { ShownReport } from '../worker/methods/reports.ts'
import { LineTable } from './line-table.tsx'
import { PICTURES, Picture } from './picture.tsx'
import { ReportsPage } from './reports-page.tsx'
import { TakeReport } from './take-report.tsx'

/** The report of a period: pictures where looking beats reading, then every count, then as files. */
export function ReportScreen({ params: { period = '' } }: ScreenProps) {
  return <ReportsPage>{(as) => <KnownReport key={period} period={period} as={as} />}</ReportsPage>
}

function KnownReport({ period, as }: { readonly period: string; readonly as: string }) {
  const { t } = useTranslation('reports')
  const worker = useWorker()
  const { value, again, ...answer } = useAnswer(
    useCallback(() => worker.ask('reports.show', { period }), [worker, period]),
  )
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={again} />
  if (value === undefined) return <p role="status">{t('making')}</p>
  return (
    <>
      <Report report={value} />
      <TakeReport period={period} as={as} />
    </>
  )
}

function Report({ report: { title, lines, notes, digest } }: { readonly report: ShownReport }) {
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
      <section>
        <h2>{t('all')}</h2>
        <LineTable lines={lines} caption={title[language]} />
        <p className="soft digest">{t('digest', { digest })}</p>
      </section>
    </>
  )
}

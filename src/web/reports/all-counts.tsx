import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yearBefore } from '../../client/report-comparison.ts'
import type { NamedReport } from '../../client/report.ts'
import { sayPeriod } from '../../client/say-period.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { ShownReport } from '../worker/methods/reports.ts'
import { LineTable } from './line-table.tsx'

interface AllCountsProps {
  readonly report: ShownReport
  readonly named: NamedReport
}

/** The whole report, and on wish the same period of the year before beside it. */
export function AllCounts({ report, named }: AllCountsProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const [compares, setCompares] = useState(false)
  const before = sayPeriod(yearBefore(named.period))[language]
  return (
    <section>
      <h2>{t('all')}</h2>
      {compares ? (
        <Compared report={report} named={named} />
      ) : (
        <>
          <p>
            <Button onPress={() => setCompares(true)}>{t('compare', { period: before })}</Button>
          </p>
          <LineTable lines={report.lines} caption={report.title[language]} />
        </>
      )}
    </section>
  )
}

function Compared({ report, named: { of, period } }: AllCountsProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const worker = useWorker()
  const before = yearBefore(period)
  const { value, again, ...answer } = useAnswer(
    useCallback(() => worker.ask('reports.show', { period: before, of }), [worker, before, of]),
  )
  const earlier = value && { lines: value.lines, name: sayPeriod(before)[language] }
  return (
    <>
      {answer.state === 'failed' && <Failure failure={answer.failure} onRetry={again} />}
      {answer.state === 'waiting' && value === undefined && <p role="status">{t('making')}</p>}
      <LineTable
        lines={report.lines}
        caption={report.title[language]}
        {...(earlier && { earlier })}
      />
    </>
  )
}

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayPeriod } from '../../client/say-period.ts'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'

/** Reports of the other parties that these have signed: to read, and to sign. */
export function OtherReports() {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const worker = useWorker()
  const { value, again, ...answer } = useAnswer(
    useCallback(() => worker.ask('reports.others'), [worker]),
  )
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={again} />
  if (value === undefined) return <p>{t('loading')}</p>
  if (value.length === 0) return <p>{t('noOthers')}</p>
  return (
    <ul className="rows periods">
      {value.map(({ of, period, name, isApproved }) => (
        <li key={`${of} ${period}`}>
          <Link href={`/reports/${period}/${of}`}>
            <span>
              <bdi>{name[language]}</bdi>, {sayPeriod(period)[language]}
              {' – '}
              {t(isApproved ? 'signedByUs' : 'toSign')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

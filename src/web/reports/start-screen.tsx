import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayPeriod } from '../../client/say-period.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import { encodeTime } from '../../protocol/time.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { OtherReports } from './other-reports.tsx'
import { periodsBefore } from './periods.ts'

/** Which reports there are to read, and the way to an extract. */
export function StartScreen() {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const today = swedishDay(encodeTime(useNow()))
  return (
    <>
      <p className="doors">
        <Link href="/review">{t('toReview')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <section>
        <h2>{t('periods')}</h2>
        <p>{t('periodsIntro')}</p>
        <ul className="rows periods">
          {periodsBefore(today).map((period) => (
            <li key={period}>
              <Link href={`/reports/${period}`}>{startUpper(sayPeriod(period)[language])}</Link>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('others')}</h2>
        <p>{t('othersIntro')}</p>
        <OtherReports />
      </section>
      <section>
        <h2>{t('extractTitle')}</h2>
        <p>{t('extractIntro')}</p>
        <p className="doors">
          <Link href="/reports/extract">{t('toExtract')}</Link>
        </p>
      </section>
    </>
  )
}

function startUpper(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
}

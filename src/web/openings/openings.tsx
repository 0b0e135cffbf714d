import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActingFunction } from '../acting-function.tsx'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { monthBefore, sayMonth } from './month.ts'
import { OpeningRow } from './opening-row.tsx'

/** What the member has opened or taken out, from the log's own records: month by month, the newest first. */
export function Openings() {
  const { t } = useTranslation('openings')
  const { functions } = useActingFunction()
  const [months, setMonths] = useState<readonly (string | undefined)[]>([undefined])
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('intro')}</p>
      {functions === undefined && <p>{t('loading')}</p>}
      {functions?.length === 0 && <p>{t('locked')}</p>}
      {functions !== undefined &&
        functions.length > 0 &&
        months.map((month, i) => (
          <Month
            key={month ?? 'now'}
            month={month}
            isLast={i === months.length - 1}
            onOlder={(older) => setMonths([...months, older])}
          />
        ))}
    </>
  )
}

interface MonthProps {
  /** This one unless given. */
  readonly month: string | undefined
  readonly isLast: boolean
  readonly onOlder: (month: string) => void
}

function Month({ month, isLast, onOlder }: MonthProps) {
  const { t } = useTranslation('openings')
  const language = useLanguage()
  const worker = useWorker()
  const { again, ...answer } = useAnswer(
    useCallback(
      () => worker.ask('openings.list', month === undefined ? {} : { month }),
      [worker, month],
    ),
  )
  if (answer.state === 'failed' && answer.value === undefined)
    return <Failure failure={answer.failure} onRetry={again} />
  if (answer.value === undefined) return <p>{t('loading')}</p>
  const { openings, names } = answer.value
  const name = sayMonth(openings.month, language)
  const older = monthBefore(openings.month)
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      {openings.items.length === 0 && <p className="soft">{t('nothing', { month: name })}</p>}
      <ul className="openings">
        {openings.items.map((opening) => (
          <OpeningRow key={opening.record} opening={opening} names={names} />
        ))}
      </ul>
      {isLast && older >= openings.first && (
        <Button onPress={() => onOlder(older)}>
          {t('older', { month: sayMonth(older, language) })}
        </Button>
      )}
      {isLast && older < openings.first && <p className="soft">{t('noOlder')}</p>}
    </section>
  )
}

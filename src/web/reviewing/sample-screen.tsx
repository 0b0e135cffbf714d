import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayMonth } from '../openings/month.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { Loaded } from './loaded.tsx'
import { PastSampleItem } from './past-sample.tsx'
import { ReviewPage } from './review-page.tsx'
import { useAct } from '../use-act.ts'

/** The month's random sample: drawn by lot, and each past one to be drawn again. */
export function SampleScreen() {
  const { t } = useTranslation('oversight')
  return (
    <ReviewPage title={t('sampleTitle')} intro={t('sampleIntro')}>
      {(as) => <Samples as={as} />}
    </ReviewPage>
  )
}

function Samples({ as }: { readonly as: string }) {
  const { t } = useTranslation('oversight')
  const worker = useWorker()
  const answer = useAnswer(useCallback(() => worker.ask('samples.list'), [worker]))
  return (
    <Loaded answer={answer}>
      {({ past, due }) => (
        <>
          {due === null ? (
            <p>{t('sampleDone')}</p>
          ) : (
            <Draw month={due} as={as} onDrawn={answer.again} />
          )}
          <h2>{t('samplesPast')}</h2>
          {past.length === 0 && <p>{t('samplesNone')}</p>}
          <ol className="timeline">
            {past.map((sample) => (
              <PastSampleItem key={sample.digest} sample={sample} />
            ))}
          </ol>
        </>
      )}
    </Loaded>
  )
}

interface DrawProps {
  readonly month: string
  readonly as: string
  readonly onDrawn: () => void
}

function Draw({ month, as, onDrawn }: DrawProps) {
  const { t } = useTranslation('oversight')
  const named = sayMonth(month, useLanguage())
  const worker = useWorker()
  const { run, isBusy, done, failure } = useAct(() =>
    worker.ask('samples.draw', { month, function: as }),
  )
  if (done !== undefined)
    return (
      <div className="notice" role="status" tabIndex={-1} ref={takeFocus}>
        <p>
          <strong>
            {t('sampleDrawn', { drawn: done.drawn.length, population: done.population })}
          </strong>
        </p>
        <p>{t('sampleRecorded', { announced: done.announcedIndex, drawn: done.index })}</p>
        <p>
          <Link href="/review/queue/sample">{t('toSampleQueue')}</Link>
        </p>
        <Button onPress={onDrawn}>{t('sampleShow')}</Button>
      </div>
    )
  return (
    <>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button look="main" isPending={isBusy} onPress={run}>
          {t(isBusy ? 'sampleDrawing' : 'sampleDraw', { month: named })}
        </Button>
      </div>
    </>
  )
}

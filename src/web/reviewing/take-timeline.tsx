import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { saveFile } from '../parts/save-file.ts'
import { useAct } from '../use-act.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'

interface TakeTimelineProps {
  /** The case, or the inquiry. */
  readonly of: string
  readonly as: string
}

/** The timeline that is shown as files with their proofs, signed for by the officer. */
export function TakeTimeline({ of, as }: TakeTimelineProps) {
  const { t } = useTranslation('reports')
  const { t: say } = useTranslation('oversight')
  const language = useLanguage()
  const worker = useWorker()
  const { run, isBusy, done, failure } = useAct(async () => {
    const file = await worker.ask('oversight.take', { of, function: as, language })
    saveFile(file.name, file.bytes, 'application/zip')
    return file
  })
  return (
    <section>
      <h2>{t('take')}</h2>
      <p>{say('takeTimeline')}</p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button isPending={isBusy} onPress={run}>
          {t(isBusy ? 'signing' : 'sign')}
        </Button>
      </div>
      <div role="status">
        {done && (
          <>
            <p>{t('taken', { name: done.name, index: done.index })}</p>
            <p className="soft">{t('verify')}</p>
          </>
        )}
      </div>
    </section>
  )
}

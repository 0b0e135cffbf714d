import { useTranslation } from 'react-i18next'
import type { NamedReport } from '../../client/report.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { saveFile } from '../parts/save-file.ts'
import { useAct } from '../use-act.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'

interface TakeReportProps {
  readonly named: NamedReport
  readonly as: string
}

/** The report as files with their proofs, signed for by the officer. */
export function TakeReport({ named, as }: TakeReportProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const worker = useWorker()
  const { run, isBusy, done, failure } = useAct(async () => {
    const file = await worker.ask('reports.export', { ...named, function: as, language })
    saveFile(file.name, file.bytes, 'application/zip')
    return file
  })
  return (
    <section>
      <h2>{t('take')}</h2>
      <p>{t('takeReport')}</p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button look="main" isPending={isBusy} onPress={run}>
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

import { useTranslation } from 'react-i18next'
import type { MadeExtract } from '../../client/extract-acts.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { saveFile } from '../parts/save-file.ts'
import { useAct } from '../use-act.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'

/** Both files of an extract, each by itself: what proves the person's copy must not name the officer's record. */
export function TakeExtract({ made, as }: { readonly made: MadeExtract; readonly as: string }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const worker = useWorker()
  const { run, isBusy, done, failure } = useAct(async () => {
    const files = await worker.ask('reports.exportExtract', { made, function: as, language })
    for (const { name, bytes } of [files.copy, files.protocol])
      saveFile(name, bytes, 'application/zip')
    return files
  })
  return (
    <section>
      <h2>{t('take')}</h2>
      <p>{t('takeExtract')}</p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button look="main" isPending={isBusy} onPress={run}>
          {t(isBusy ? 'signing' : 'sign')}
        </Button>
      </div>
      <div role="status">
        {done && (
          <>
            <p>{t('taken', { name: done.copy.name, index: done.copy.index })}</p>
            <p>{t('protocolStays', { name: done.protocol.name })}</p>
            <p className="soft">{t('verify')}</p>
          </>
        )}
      </div>
    </section>
  )
}

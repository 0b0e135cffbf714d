import { encodeUtf8 } from '../../protocol/bytes.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActingFunction } from '../acting-function.tsx'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { saveFile } from '../parts/save-file.ts'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment } from '../words/moments.ts'
import type { LogTrustProgress, LogTrustReport } from '../worker/methods/trust.ts'
import { Checks } from './checks.tsx'
import { isRecordForged } from './is-record-forged.ts'

/** “Kan jag lita på loggen?”: checks that run in this browser, each with what was compared. */
export function TrustScreen() {
  const { t } = useTranslation('trust')
  const { functions } = useActingFunction()
  const { verify, isReading, progress, report, failure } = useVerification()
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('intro')}</p>
      <div className="buttons">
        <Button
          look="main"
          isPending={isReading}
          isDisabled={functions === undefined || functions.length === 0}
          onPress={verify}
        >
          {t(report === undefined ? 'start' : 'again')}
        </Button>
      </div>
      <p role="status">{isReading && progress && t('reading', { ...progress })}</p>
      {failure && <Failure failure={failure} onRetry={verify} />}
      {report && <Report report={report} />}
    </>
  )
}

function Report({ report }: { readonly report: LogTrustReport }) {
  const { t } = useTranslation('trust')
  const language = useLanguage()
  const isGood = report.faults.length === 0 && !isRecordForged(report.record)
  return (
    <>
      <div className={isGood ? 'notice' : 'notice acute'} role={isGood ? 'status' : 'alert'}>
        <p>
          <strong>{t(!isGood ? 'bad' : report.witnesses === null ? 'goodAlone' : 'good')}</strong>
        </p>
        <p>
          {t('index' in report.record ? 'at' : 'atAlone', {
            at: sayMoment(Date.parse(report.at), Date.now(), language),
          })}
        </p>
      </div>
      <Checks report={report} />
      {report.note !== null && <SaveCheckpoint note={report.note} />}
    </>
  )
}

/** The signed note as a file of this computer's. */
function SaveCheckpoint({ note }: { readonly note: string }) {
  const { t } = useTranslation('trust')
  const save = () => saveFile('checkpoint.txt', encodeUtf8(note), 'text/plain')
  return (
    <>
      <div className="buttons">
        <Button onPress={save}>{t('save')}</Button>
      </div>
      <p className="soft">{t('saveHelp')}</p>
    </>
  )
}

function useVerification() {
  const worker = useWorker()
  const [isReading, setReading] = useState(false)
  const [progress, setProgress] = useState<LogTrustProgress>()
  const [report, setReport] = useState<LogTrustReport>()
  const [failure, setFailure] = useState<WorkerFailure>()
  useEffect(
    () => worker.listen('trust.progress', (value) => setProgress(value as LogTrustProgress)),
    [worker],
  )
  const run = async () => {
    setReading(true)
    setFailure(undefined)
    try {
      setReport(await worker.ask('trust.verify'))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setReading(false)
    }
  }
  return { verify: () => void run(), isReading, progress, report, failure }
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExtractQuestions } from '../../client/extract-acts.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { ShownExtract as Shown } from '../worker/methods/reports.ts'
import { ExtractForm } from './extract-form.tsx'
import { ReportsPage } from './reports-page.tsx'
import { ShownExtract } from './shown-extract.tsx'

/** An extract for a data subject: four questions, what comes of them, and then as files. */
export function ExtractScreen() {
  const { t } = useTranslation('reports')
  return (
    <ReportsPage>
      {({ id }) => (
        <>
          <h1>{t('extractTitle')}</h1>
          <p>{t('extractIntro')}</p>
          <Extract as={id} />
        </>
      )}
    </ReportsPage>
  )
}

function Extract({ as }: { readonly as: string }) {
  const worker = useWorker()
  const [asked, setAsked] = useState<ExtractQuestions>()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const [made, setMade] = useState<Shown>()
  const ask = async (questions: ExtractQuestions) => {
    setAsked(questions)
    setBusy(true)
    setFailure(undefined)
    try {
      setMade(await worker.ask('reports.extract', questions))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  if (made !== undefined)
    return <ShownExtract extract={made} as={as} onAnother={() => setMade(undefined)} />
  return (
    <ExtractForm
      before={asked}
      isBusy={isBusy}
      failure={failure}
      onAsk={(questions) => void ask(questions)}
    />
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Succession } from '../../client/writing/sheet-of-sent.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { keepForDesk } from './on-the-way.ts'

/** What can be done with a message of the own function: what was wrong in it is corrected, what is over is made anew; both stay in the log. */
export function OwnSteps({ id }: { readonly id: string }) {
  const { t } = useTranslation('writing')
  const worker = useWorker()
  const [, go] = useLocation()
  const [failure, setFailure] = useState<WorkerFailure>()
  const succeed = async (as: Succession) => {
    setFailure(undefined)
    try {
      const sheet = await worker.ask('writing.succeed', { id, as })
      const draft = await worker.ask('drafts.begin')
      keepForDesk(draft.id, sheet)
      go(`/write/${draft.id}`)
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <details className="no-print">
      <summary>{t('succeed')}</summary>
      {failure && <Failure failure={failure} />}
      <p className="help">{t('succeedHelp')}</p>
      <div className="buttons">
        {(['corrects', 'supersedes'] as const).map((as) => (
          <Button key={as} onPress={() => void succeed(as)}>
            {t(as)}
          </Button>
        ))}
      </div>
    </details>
  )
}

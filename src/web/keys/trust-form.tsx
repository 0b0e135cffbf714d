import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useWorker } from '../use-worker.ts'
import { LineField } from './line-field.tsx'
import { useTask } from './use-task.ts'

/** Whom to trust: settled by typing what the custodian reads out. */
export function TrustForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const { isRunning, failure, run } = useTask()
  const [typed, setTyped] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run(async () => {
          await worker.ask('keys.acceptIntroduction', { typed })
          onDone()
        })
      }}
    >
      {failure && <Failure failure={failure} />}
      <LineField label={t('theirsHow')} value={typed} onChange={setTyped} autoComplete="off" />
      <Button look="main" type="submit" isPending={isRunning}>
        {t('trust')}
      </Button>
    </form>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useWorker } from '../use-worker.ts'
import type { KeysState } from '../worker/methods/keys.ts'
import { LineField } from './line-field.tsx'
import { useTask } from './use-task.ts'

interface CallProps {
  readonly waiting: Extract<KeysState, { readonly state: 'introduction' }>
  readonly onLook: () => void
}

/** One telephone call: each reads a fingerprint out to the other. */
export function IntroductionCall({ waiting, onLook }: CallProps) {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const { isRunning, failure, run } = useTask()
  const [typed, setTyped] = useState('')
  return (
    <>
      <h1>{t('callTitle')}</h1>
      <p>{t('call')}</p>
      <h2>{t('yours')}</h2>
      <p>{t('yoursHow')}</p>
      <p className="recovery-code">{waiting.fingerprint}</p>
      <h2>{t('theirs')}</h2>
      {failure && <Failure failure={failure} />}
      {waiting.isThere ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void run(async () => {
              await worker.ask('keys.acceptIntroduction', { typed })
              onLook()
            })
          }}
        >
          <LineField label={t('theirsHow')} value={typed} onChange={setTyped} autoComplete="off" />
          <Button look="main" type="submit" isDisabled={isRunning}>
            {t('trust')}
          </Button>
        </form>
      ) : (
        <>
          <p role="status">{t('theirsWait')}</p>
          <Button onPress={onLook}>{t('look')}</Button>
        </>
      )}
    </>
  )
}

import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { Colleague } from '../worker/methods/colleagues.ts'
import { LineField } from './line-field.tsx'
import { useTask } from './use-task.ts'

/** Colleagues who have been admitted and wait for a function's reading key. */
export function Colleagues() {
  const { t } = useTranslation('keys')
  const worker = useWorker()
  const asked = useAnswer(useCallback(() => worker.ask('colleagues.list'), [worker]))
  if (asked.state === 'failed') return <Failure failure={asked.failure} onRetry={asked.again} />
  if (asked.value === undefined) return <p role="status">{t('looking')}</p>
  return (
    <>
      <h1>{t('colleaguesTitle')}</h1>
      {asked.value.length === 0 ? <p>{t('noColleagues')}</p> : <p>{t('colleagues')}</p>}
      {asked.value.map((colleague) => (
        <HandOver key={colleague.kid} colleague={colleague} />
      ))}
    </>
  )
}

function HandOver({ colleague }: { readonly colleague: Colleague }) {
  const { t } = useTranslation('keys')
  const language = useLanguage()
  const worker = useWorker()
  const { isRunning, failure, run } = useTask()
  const [typed, setTyped] = useState('')
  const [isDone, setDone] = useState(false)
  const { kid, name, functions } = colleague
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run(async () => {
          await worker.ask('colleagues.handOver', { kid, typed })
          setDone(true)
        })
      }}
    >
      <h2>{name}</h2>
      <p>{functions.map((each) => each.name[language]).join(', ')}</p>
      {failure && <Failure failure={failure} />}
      {!isDone && (
        <>
          <LineField label={t('theirsHow')} value={typed} onChange={setTyped} autoComplete="off" />
          <Button look="main" type="submit" isPending={isRunning}>
            {t('handOver')}
          </Button>
        </>
      )}
      <p role="status">{isDone ? t('handedOver', { name }) : ''}</p>
    </form>
  )
}

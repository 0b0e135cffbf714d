import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { saySecond } from '../words/moments.ts'
import { useTask } from './use-task.ts'

/** Vaults that were replaced or deleted, each to take back; nothing when there are none. */
export function EarlierVaults({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('keys')
  const language = useLanguage()
  const worker = useWorker()
  const { isRunning, failure, run } = useTask()
  const asked = useAnswer(useCallback(() => worker.ask('keys.earlier'), [worker]))
  if (asked.value === undefined || asked.value.length === 0) return null
  const takeBack = async (time: string) => {
    await worker.ask('keys.takeBack', { time })
    onDone()
  }
  return (
    <section>
      <h2>{t('earlierTitle')}</h2>
      <p>{t('earlier')}</p>
      {failure && <Failure failure={failure} />}
      <ul className="agencies">
        {asked.value.map((time) => (
          <li key={time}>
            <Button isPending={isRunning} onPress={() => void run(() => takeBack(time))}>
              {t('earlierFrom', { time: saySecond(Date.parse(time), language) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

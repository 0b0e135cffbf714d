import { useTranslation } from 'react-i18next'
import type { ThreadMessage } from '../../client/work.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAct } from '../use-act.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment } from '../words/moments.ts'

interface OwnRegistrationProps {
  readonly message: ThreadMessage
  readonly now: number
  /** The thread is asked for anew. */
  readonly onRegistered: () => void
}

/** Of a message that the own function sent: that it stands in the own system, or the way to say so. Until then its content stays. */
export function OwnRegistration({ message, now, onRegistered }: OwnRegistrationProps) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const worker = useWorker()
  const { functions = [] } = useActingFunction()
  const { id, from, state, registeredAt, expiredAt } = message
  const { run, isBusy, failure } = useAct(async () => {
    // A colleague may have been faster: the thread tells.
    await worker.ask('case.register', { id, function: from.function }).finally(onRegistered)
  })
  const own = functions.find((one) => one.id === from.function)
  const isOut = state === 'released' || state === 'withdrawn-late'
  if (own === undefined || !isOut || expiredAt !== undefined) return null
  if (registeredAt !== undefined)
    return <p>{t('ownRegistered', { at: sayMoment(Date.parse(registeredAt), now, language) })}</p>
  if (!own.roles.includes('reader') && !own.roles.includes('registrar')) return null
  return (
    <>
      {failure && <Failure failure={failure} />}
      <p className="no-print">
        <Button isPending={isBusy} onPress={run}>
          {t('ownRegister')}
        </Button>
      </p>
    </>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Thread, ThreadMessage } from '../../client/work.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'

interface AnswerReceiptProps {
  readonly message: ThreadMessage
  readonly thread: Thread
  /** The member's functions. */
  readonly own: readonly string[]
}

/** An answer of the own function is out, and the receipt for what it answers is still to be given: as when it waited for a second person. */
export function AnswerReceipt({ message, thread, own }: AnswerReceiptProps) {
  const { t } = useTranslation('case')
  const worker = useWorker()
  const [failure, setFailure] = useState<WorkerFailure>()
  const [isBusy, setBusy] = useState(false)
  const answered = unacknowledged(message, thread, own)
  if (answered === undefined) return null
  const give = () => {
    setBusy(true)
    setFailure(undefined)
    const { function: as } = message.from
    worker
      .ask('writing.acknowledge', { answered, answer: message.id, function: as })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <>
      {failure && <Failure failure={failure} />}
      <p>
        {t('unacknowledged')}{' '}
        <Button isPending={isBusy} onPress={give}>
          {t('acknowledge')}
        </Button>
      </p>
    </>
  )
}

/** The message that this one answers and that nobody has said to be answered; a question back answers nothing. */
function unacknowledged(
  { state, from, inReplyTo, type }: ThreadMessage,
  { messages }: Thread,
  own: readonly string[],
): string | undefined {
  if (state !== 'released' || !own.includes(from.function) || type === 'information-request')
    return undefined
  const question = messages.find(({ id }) => id === inReplyTo)
  const progress = question?.progress.find((one) => one.function === from.function)
  return progress !== undefined && progress.answered === undefined ? question!.id : undefined
}

import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActingFunction } from '../acting-function.tsx'
import { useProtectedCase } from '../frame/protected-case.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useChanges } from '../use-changes.ts'
import { useWorker } from '../use-worker.ts'
import type { Purpose } from '../../protocol/vocabulary.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import type { MessageCover, Reading } from '../worker/methods/reading.ts'
import { BeforeContent } from './before-content.tsx'
import { ReadingView } from './reading-view.tsx'
import { Recalled } from './recalled.tsx'

/** A message: first two questions, then its content. Nothing of the content is fetched before they are answered. */
export function MessageScreen({
  params: { id = '' },
}: {
  readonly params: Readonly<Record<string, string | undefined>>
}) {
  const { t } = useTranslation('reading')
  const { functions } = useActingFunction()
  if (functions === undefined || functions.length === 0)
    return (
      <>
        <h1>{t('title')}</h1>
        <p>{t(functions === undefined ? 'loading' : 'locked')}</p>
      </>
    )
  return <Known key={id} id={id} own={functions.map((one) => one.id)} />
}

function wasOpened({ message }: MessageCover, agency: string): boolean {
  return message.progress.some(
    (one) => agencyOf(one.function) === agency && one.opened !== undefined,
  )
}

/** An opened message, and for what it was opened. */
interface Opened {
  readonly reading: Reading
  readonly purpose: Purpose
}

function Known({ id, own }: { readonly id: string; readonly own: readonly string[] }) {
  const { t } = useTranslation('reading')
  const worker = useWorker()
  const { again, renew, ...answer } = useAnswer(
    useCallback(() => worker.ask('reading.cover', { id }), [worker, id]),
    useCallback(() => worker.ask('reading.cover', { id, passive: true }), [worker, id]),
  )
  const [opened, setOpened] = useState<Opened>()
  const cover = answer.value
  useChanges(own, cover?.cursor, renew)
  useProtectedCase(cover?.isProtected === true)
  if (cover === undefined)
    return (
      <>
        <h1>{t('title')}</h1>
        {answer.state === 'failed' ? (
          <Failure failure={answer.failure} onRetry={again} />
        ) : (
          <p>{t('loading')}</p>
        )}
      </>
    )
  const as = cover.message.to.find((one) => own.includes(one)) ?? own[0]!
  // What was opened after the recall says itself that it was recalled.
  if (opened && opened.reading.withdrawnFor === undefined && cover.withdrawnFor)
    return <Recalled cover={cover} wasOpened />
  // Nobody of an agency that had not opened it before can do so now.
  if (opened === undefined && cover.withdrawnFor && !wasOpened(cover, agencyOf(as)))
    return <Recalled cover={cover} wasOpened={false} />
  return (
    <>
      {opened === undefined ? (
        <BeforeContent
          cover={cover}
          as={as}
          onChanged={again}
          onOpened={(reading, purpose) => {
            setOpened({ reading, purpose })
            again()
          }}
        />
      ) : (
        <ReadingView {...opened} cover={cover} as={as} onChanged={again} />
      )}
    </>
  )
}

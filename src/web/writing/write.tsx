import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sheet } from '../../client/writing/sheet.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Failure } from '../parts/failure.tsx'
import { useAnswer } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import { WritingDesk } from './desk.tsx'
import { findForDesk } from './on-the-way.ts'

interface WriteProps {
  readonly params: Readonly<Record<string, string | undefined>>
}

/** A draft on the desk: just begun, or as it was saved. */
export function Write({ params }: WriteProps) {
  const { t } = useTranslation('writing')
  const { chosen, functions } = useActingFunction()
  if (chosen === undefined) return <p>{functions === undefined ? t('loading') : t('locked')}</p>
  return <Loaded key={params['id']} id={params['id']!} />
}

function Loaded({ id }: { readonly id: string }) {
  const { t } = useTranslation('writing')
  const worker = useWorker()
  const load = useCallback(async () => {
    const sheet = findForDesk(id) ?? ((await worker.ask('drafts.load', { id })) as unknown as Sheet)
    const [form, receivers] = await Promise.all([
      worker.ask('writing.form', { type: sheet.type }),
      worker.ask('writing.receivers', { from: sheet.from }),
    ])
    return { sheet, form, receivers }
  }, [worker, id])
  const answer = useAnswer(load)
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={answer.again} />
  if (answer.value === undefined) return <p>{t('loading')}</p>
  return <WritingDesk id={id} {...answer.value} />
}

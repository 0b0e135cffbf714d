import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Sheet } from '../../client/writing/sheet.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { useWorker } from '../use-worker.ts'
import { keepForDesk } from './on-the-way.ts'

interface UnsavedProps {
  readonly failure: WorkerFailure
  readonly sheet: Sheet
}

/** The draft cannot be saved where it was, as when another tab has it: nothing that stands here is lost, and there is a way on. */
export function Unsaved({ failure, sheet }: UnsavedProps) {
  const { t } = useTranslation('writing')
  const worker = useWorker()
  const [, go] = useLocation()
  const keepHere = async () => {
    const { id } = await worker.ask('drafts.begin')
    keepForDesk(id, sheet)
    go(`/write/${id}`)
  }
  return (
    <>
      <Failure failure={failure} />
      <div className="buttons">
        {failure.code !== 'drafts-full' && (
          <Button onPress={() => void keepHere()}>{t('keepHere')}</Button>
        )}
        {failure.code === 'draft-changed' && (
          <Button onPress={() => location.reload()}>{t('takeOther')}</Button>
        )}
      </div>
    </>
  )
}

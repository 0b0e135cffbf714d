import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Purpose } from '../../protocol/vocabulary.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'

interface JournalTextProps {
  readonly id: string
  readonly as: string
  readonly purpose: Purpose
  /** Buttons that stand beside its own. */
  readonly children: ReactNode
}

/** One click: the note is recorded as copied, copied, and shown as it was. */
export function JournalText({ id, as, purpose, children }: JournalTextProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const worker = useWorker()
  const [text, setText] = useState<string>()
  const [isCopied, setCopied] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const copy = async () => {
    setFailure(undefined)
    try {
      const note = await worker.ask('reading.journalText', { id, function: as, purpose, language })
      setText(note)
      setCopied(await isWritten(note))
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <>
      <div className="buttons">
        <Button onPress={() => void copy()}>{t('journal')}</Button>
        {children}
      </div>
      {failure && <Failure failure={failure} />}
      {text !== undefined && (
        <figure>
          <figcaption role="status">
            <strong>{t('journalTitle')}</strong> {t(isCopied ? 'copied' : 'copyFailed')}{' '}
            {t('journalHelp')}
          </figcaption>
          <pre tabIndex={0}>{text}</pre>
        </figure>
      )}
    </>
  )
}

async function isWritten(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

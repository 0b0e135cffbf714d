import { useCallback, useState } from 'react'
import type { Dispatch, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sheet } from '../../client/writing/sheet.ts'
import { askedAnew } from '../../client/writing/tells-where.ts'
import type { SentMessage } from '../worker/methods/writing.ts'
import { DocumentForm } from '../forms/document-form.tsx'
import { sayType } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { useProtectedCase } from '../frame/protected-case.tsx'
import { useBeforeLock } from '../lock.ts'
import { useLanguage } from '../use-language.ts'
import type { Receiver, WritingForm } from '../worker/methods/writing.ts'
import { Envelope } from './envelope.tsx'
import { Grounds } from './grounds.tsx'
import { Live } from './live.tsx'
import { keepTyped } from './on-the-way.ts'
import { Persons } from './persons.tsx'
import { Readers } from './readers.tsx'
import { ReadThrough } from './read-through.tsx'
import { Sent } from './sent.tsx'
import { useAutosave } from './use-autosave.ts'
import { useCheck } from './use-check.ts'
import { useKnowledge } from './use-knowledge.ts'
import { Withhold } from './withhold.tsx'

interface DeskProps {
  readonly id: string
  readonly sheet: Sheet
  readonly form: WritingForm
  readonly receivers: readonly Receiver[]
}

type Step = 'write' | 'read' | 'withhold'

/** Where a message is written: the document to the left, what follows from it to the right. */
export function WritingDesk({ id, sheet: begun, form, receivers }: DeskProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const [sheet, setSheet] = useTyped(id, begun)
  const [step, setStep] = useState<Step>('write')
  const [sent, setSent] = useState<{ readonly sent: SentMessage; readonly sentAt: number }>()
  const { saving, save, end } = useAutosave(id, sheet)
  useBeforeLock(save)
  const checked = useCheck(sheet)
  useProtectedCase(checked.check?.isKnownProtected ?? false)
  const { knowledge, showAll } = useKnowledge(sheet, form, checked, setSheet)
  const change = useCallback(
    (changes: Partial<Sheet>) => setSheet((before) => ({ ...before, ...changes })),
    [setSheet],
  )
  if (sent !== undefined) return <Sent {...sent} from={sheet.from} />
  const shared = { sheet, checked, receivers, onChange: change }
  const back = () => setStep('write')
  if (step === 'withhold') return <Withhold {...shared} onBack={back} onDone={end} />
  if (step === 'read')
    return (
      <ReadThrough
        {...shared}
        schema={form.schema}
        onBack={() => {
          showAll()
          back()
        }}
        onWithhold={() => setStep('withhold')}
        onSent={(done) => {
          setSent({ sent: done, sentAt: Date.now() })
          void end()
        }}
      />
    )
  return (
    <div className="desk" onBlur={() => void save()}>
      <div className="document">
        <h1>{sayType(sheet.type, language)}</h1>
        <Envelope {...shared} requires={form.requires} />
        <DocumentForm
          schema={form.schema}
          document={sheet.document}
          knowledge={knowledge}
          onChange={(document) => change({ document })}
        />
        <Persons {...shared} />
        <Readers {...shared} />
        <Grounds {...shared} />
        <div className="buttons">
          <Button look="main" onPress={() => setStep('read')}>
            {t('readThrough')}
          </Button>
          <Button onPress={() => setStep('withhold')}>{t('withhold')}</Button>
        </div>
      </div>
      <Live {...shared} saving={saving} schema={form.schema} />
    </div>
  )
}

/** The sheet; each change of it is kept before it is shown, as showing may fail. */
function useTyped(id: string, begun: Sheet): readonly [Sheet, Dispatch<SetStateAction<Sheet>>] {
  const [sheet, setSheet] = useState(begun)
  const type = useCallback(
    (change: SetStateAction<Sheet>) =>
      setSheet((before) => {
        const changed = typeof change === 'function' ? change(before) : change
        const after = askedAnew(before, changed)
        if (after !== before) keepTyped(id, after)
        return after
      }),
    [id],
  )
  return [sheet, type]
}

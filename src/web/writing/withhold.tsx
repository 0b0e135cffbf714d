import { useEffect, useRef, useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import { sayType } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment } from '../words/moments.ts'
import { Choice } from './choice.tsx'
import { sayReceiver } from './say-receiver.ts'
import type { DeskPart } from './shared-props.ts'

const REASONS = ['no-ground', 'not-needed', 'harm', 'no-consent', 'otherwise'] as const
type Reason = (typeof REASONS)[number]

interface WithholdProps extends DeskPart {
  readonly onBack: () => void
  readonly onDone: () => Promise<void>
}

/** Not to disclose is as quick as to disclose: a reason, and a note for the own file. Nothing of the content leaves the browser. */
export function Withhold({ sheet, receivers, onBack, onDone }: WithholdProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const worker = useWorker()
  const heading = useRef<HTMLHeadingElement>(null)
  const [reason, setReason] = useState<Reason>()
  const [text, setText] = useState('')
  const [journal, setJournal] = useState<string>()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => heading.current?.focus(), [journal])
  const finish = async (chosen: Reason) => {
    const now = Date.now()
    const lines = [
      sayMoment(now, now, language),
      `${t('withholdTitle')}: ${sayType(sheet.type, language)}`,
      `${t('to')}: ${sheet.to.map((id) => sayReceiver(id, receivers, language)).join('; ') || '–'}`,
      `${t('withholdWhy')} ${t(`reasons.${chosen}`)}.`,
      text,
    ]
    setJournal(lines.filter((line) => line !== '').join('\n'))
    // That the law was asked is put on record; that nothing was disclosed does not hang on it.
    await worker.ask('writing.withhold', { sheet }).catch(() => {})
    await onDone()
  }
  if (journal !== undefined)
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t('withheld')}
        </h1>
        <h2>{t('withheldJournal')}</h2>
        <pre className="journal">{journal}</pre>
        <Button
          onPress={() => void navigator.clipboard.writeText(journal).then(() => setIsCopied(true))}
        >
          {t('copy')}
        </Button>
        <p role="status">{isCopied ? t('copied') : ''}</p>
      </>
    )
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t('withholdTitle')}
      </h1>
      <Choice
        label={t('withholdWhy')}
        value={reason ?? null}
        answers={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        onChange={setReason}
      />
      <TextField className="field long" value={text} onChange={setText}>
        <Label>{t('withholdText')}</Label>
        <TextArea rows={3} />
      </TextField>
      <div className="buttons">
        <Button
          look="main"
          isDisabled={reason === undefined}
          onPress={() => reason !== undefined && void finish(reason)}
        >
          {t('withholdDone')}
        </Button>
        <Button look="plain" onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </>
  )
}

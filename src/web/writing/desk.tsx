import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedIn } from '../../client/writing/asked.ts'
import type { Sheet } from '../../client/writing/sheet.ts'
import { valueAt } from '../../protocol/json-pointer.ts'
import type { SentSheet } from '../../client/writing/send-sheet.ts'
import { DocumentForm } from '../forms/document-form.tsx'
import type { FormKnowledge } from '../forms/form-context.ts'
import { sayType } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { useProtectedCase } from '../frame/protected-case.tsx'
import { useBeforeLock } from '../lock.ts'
import { useLanguage } from '../use-language.ts'
import type { Receiver, WritingForm } from '../worker/methods/writing.ts'
import { Envelope } from './envelope.tsx'
import { Grounds } from './grounds.tsx'
import { Live } from './live.tsx'
import { Persons } from './persons.tsx'
import { ReadThrough } from './read-through.tsx'
import { Sent } from './sent.tsx'
import { useAutosave } from './use-autosave.ts'
import { useCheck } from './use-check.ts'
import type { Checked } from './use-check.ts'
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
  const [sheet, setSheet] = useState(begun)
  const [step, setStep] = useState<Step>('write')
  const [sent, setSent] = useState<SentSheet>()
  const { saving, save, end } = useAutosave(id, sheet)
  useBeforeLock(save)
  const checked = useCheck(sheet)
  useProtectedCase(checked.check?.isKnownProtected ?? false)
  const { knowledge, showAll } = useKnowledge(sheet, form, checked, setSheet)
  const change = useCallback(
    (changes: Partial<Sheet>) => setSheet((before) => ({ ...before, ...changes })),
    [],
  )
  if (sent !== undefined) return <Sent sent={sent} />
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
          setSent(done)
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

/** What the fields are told. */
function useKnowledge(
  sheet: Sheet,
  { schema, categories }: WritingForm,
  { check, of }: Checked,
  setSheet: (change: (before: Sheet) => Sheet) => void,
): { readonly knowledge: FormKnowledge; readonly showAll: () => void } {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setIsAll] = useState(false)
  const asked = useMemo(() => askedIn(schema, sheet.document), [schema, sheet.document])
  const leave = useCallback((pointer: string) => {
    setLeft((before) => (before.has(pointer) ? before : new Set(before).add(pointer)))
  }, [])
  const toggle = useCallback(
    (name: string, isOn: boolean) =>
      setSheet((before) => ({
        ...before,
        sections: isOn
          ? [...before.sections, name]
          : before.sections.filter((section) => section !== name),
      })),
    [setSheet],
  )
  const knowledge = useMemo((): FormKnowledge => {
    const required = Object.keys(schema['properties'] as object).filter(
      (name) => asked.get(`/${name}`)?.isRequired,
    )
    const told = (check?.missing ?? []).filter(({ place }) => isAll || left.has(place))
    return {
      asked,
      faults: new Map(told.map(({ place, rule }) => [place, rule])),
      hitsIn: (pointer, text) =>
        of !== undefined && valueAt(of.document, pointer) === text
          ? (check?.hits ?? []).filter((hit) => hit.pointer === pointer)
          : [],
      isProtected: check?.isProtected ?? false,
      sections: new Set([...required, ...sheet.sections]),
      required: new Set(required),
      categories,
      leave,
      toggle,
    }
  }, [asked, check, of, isAll, left, leave, toggle, schema, categories, sheet.sections])
  return { knowledge, showAll: useCallback(() => setIsAll(true), []) }
}

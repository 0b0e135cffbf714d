import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseNote } from '../../client/case-note.ts'
import { Button } from '../parts/button.tsx'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { sayMoment } from '../words/moments.ts'
import { NoteField } from './note-field.tsx'
import { NoteForm } from './note-form.tsx'
import type { AddNote } from './use-notes.ts'

interface PlanProps {
  readonly notes: readonly CaseNote[]
  readonly onAdd: AddNote
}

/** What is to be done, by whom and until when, and what of it is done. */
export function Plan({ notes, onAdd }: PlanProps) {
  const { t } = useTranslation('notes')
  const language = useLanguage()
  const now = useNow()
  const steps = notes.filter((note) => note.kind === 'step')
  const doneAt = new Map(
    notes.flatMap((note) => (note.kind === 'done' ? [[note.step, note.savedAt] as const] : [])),
  )
  return (
    <section>
      <h3>{t('plan')}</h3>
      {steps.length === 0 && <p className="soft">{t('noSteps')}</p>}
      <ul className="notes">
        {steps.map(({ id, what, who, by }) => {
          const at = doneAt.get(id)
          return (
            <li key={id}>
              <bdi>{what}</bdi>{' '}
              <span className="soft">
                <bdi>{who}</bdi>
                {by !== '' && (
                  <>
                    {' · '}
                    <bdi>{t('stepBy', { day: by })}</bdi>
                  </>
                )}
              </span>{' '}
              {at === undefined ? (
                <Button
                  aria-label={t('markDoneOf', { what })}
                  onPress={() => void onAdd({ kind: 'done', step: id })}
                >
                  {t('markDone')}
                </Button>
              ) : (
                <strong>{t('done', { at: sayMoment(Date.parse(at), now, language) })}</strong>
              )}
            </li>
          )
        })}
      </ul>
      <StepForm onAdd={onAdd} />
    </section>
  )
}

function StepForm({ onAdd }: Pick<PlanProps, 'onAdd'>) {
  const { t } = useTranslation('notes')
  const [what, setWhat] = useState('')
  const [who, setWho] = useState('')
  const [by, setBy] = useState('')
  const isWhole = what.trim() !== '' && who.trim() !== ''
  return (
    <NoteForm
      title={t('addStep')}
      submit={t('add')}
      note={isWhole ? { kind: 'step', what: what.trim(), who: who.trim(), by } : undefined}
      onAdd={onAdd}
      onAdded={() => {
        setWhat('')
        setWho('')
        setBy('')
      }}
    >
      <NoteField label={t('what')} value={what} onChange={setWhat} />
      <NoteField label={t('who')} help={t('whoHelp')} value={who} onChange={setWho} />
      <NoteField kind="date" label={t('day')} value={by} onChange={setBy} />
    </NoteForm>
  )
}

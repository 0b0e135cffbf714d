import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteContent } from '../../client/case-note.ts'
import { Button } from '../parts/button.tsx'
import type { AddNote } from './use-notes.ts'

interface NoteFormProps {
  /** What opens it. */
  readonly title: string
  readonly submit: string
  /** The note as it stands; undefined while something is missing. */
  readonly note: NoteContent | undefined
  readonly onAdd: AddNote
  /** It was added: the fields are emptied. */
  readonly onAdded: () => void
  readonly children: ReactNode
}

/** A note that is being made: folded away until wanted, and what was typed stays when it could not be kept. */
export function NoteForm({ title, submit, note, onAdd, onAdded, children }: NoteFormProps) {
  const { t } = useTranslation('notes')
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const add = async () => {
    setAsked(true)
    if (note === undefined) return
    setBusy(true)
    const isAdded = await onAdd(note)
    setBusy(false)
    if (!isAdded) return
    setAsked(false)
    setOpen(false)
    onAdded()
  }
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {children}
      {isAsked && note === undefined && (
        <p className="fault" role="alert">
          {t('missing')}
        </p>
      )}
      <div className="buttons">
        <Button isPending={isBusy} onPress={() => void add()}>
          {submit}
        </Button>
      </div>
    </details>
  )
}

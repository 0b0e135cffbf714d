import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseNote } from '../../client/case-note.ts'
import { NoteField } from './note-field.tsx'
import { NoteForm } from './note-form.tsx'
import type { AddNote } from './use-notes.ts'

interface OwnNumberProps {
  readonly notes: readonly CaseNote[]
  readonly sayMember: (member: string) => string
  readonly onAdd: AddNote
}

/** Under which number the case stands in the agency's own system: the newest note counts. */
export function OwnNumber({ notes, sayMember, onAdd }: OwnNumberProps) {
  const { t } = useTranslation('notes')
  const [number, setNumber] = useState('')
  const last = notes.findLast((note) => note.kind === 'registered')
  return (
    <section>
      <h3>{t('registered')}</h3>
      {last === undefined ? (
        <p className="soft">{t('notRegistered')}</p>
      ) : (
        <p>
          <strong>
            <bdi>{t('registeredAs', { number: last.number })}</bdi>
          </strong>{' '}
          <span className="soft">
            <bdi>{sayMember(last.member)}</bdi>
          </span>
        </p>
      )}
      <NoteForm
        title={t('addNumber')}
        submit={t('add')}
        note={number.trim() === '' ? undefined : { kind: 'registered', number: number.trim() }}
        onAdd={onAdd}
        onAdded={() => setNumber('')}
      >
        <NoteField label={t('number')} value={number} onChange={setNumber} />
      </NoteForm>
    </section>
  )
}

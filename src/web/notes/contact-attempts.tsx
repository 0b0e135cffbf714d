import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CONTACT_CHANNELS, CONTACT_RESULTS, judgeContact } from '../../client/case-note.ts'
import type { CaseNote, ContactChannel, ContactResult } from '../../client/case-note.ts'
import type { ContactLimits } from '../../client/reading/contact-limits.ts'
import { encodeTime } from '../../protocol/time.ts'
import { fromLocal, toLocal } from '../forms/local-time.ts'
import { Button } from '../parts/button.tsx'
import { Deadline } from '../parts/deadline.tsx'
import { RadioChoice } from '../parts/radio-choice.tsx'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { sayMoment } from '../words/moments.ts'
import { NoteField } from './note-field.tsx'
import { NoteForm } from './note-form.tsx'
import type { AddNote } from './use-notes.ts'

interface ContactAttemptsProps {
  readonly notes: readonly CaseNote[]
  readonly limits: ContactLimits
  /** When the message that asks for contact arrived, ms since 1970. */
  readonly arrived: number
  readonly sayMember: (member: string) => string
  readonly onAdd: AddNote
  readonly onAskOtherWay: () => void
}

/** Until when to make contact, what was tried, and what to do when it was in vain. */
export function ContactAttempts(props: ContactAttemptsProps) {
  const { notes, limits, arrived, sayMember, onAdd, onAskOtherWay } = props
  const { t } = useTranslation('notes')
  const language = useLanguage()
  const now = useNow()
  const { contactBy, needsOtherWay } = judgeContact(notes, arrived)
  const attempts = notes.filter((note) => note.kind === 'attempt')
  return (
    <section>
      <h3>{t('contact')}</h3>
      {contactBy !== undefined && (
        <p>
          <strong>{t('contactBy')}</strong> <Deadline at={encodeTime(contactBy)} now={now} />{' '}
          <span className="soft">{t('contactTarget')}</span>
        </p>
      )}
      {attempts.length === 0 && <p className="soft">{t('noAttempts')}</p>}
      <ul className="notes">
        {attempts.map(({ id, at, channel, result, member }) => (
          <li key={id}>
            {sayMoment(Date.parse(at), now, language)} · {t(`channels.${channel}`)} ·{' '}
            <strong>{t(`results.${result}`)}</strong>{' '}
            <span className="soft">
              <bdi>{sayMember(member)}</bdi>
            </span>
          </li>
        ))}
      </ul>
      {needsOtherWay && (
        <div className="notice" role="status">
          <p>{t('otherWay')}</p>
          <div className="buttons">
            <Button onPress={onAskOtherWay}>{t('askOtherWay')}</Button>
          </div>
        </div>
      )}
      <AttemptForm limits={limits} onAdd={onAdd} />
    </section>
  )
}

function AttemptForm({ limits, onAdd }: Pick<ContactAttemptsProps, 'limits' | 'onAdd'>) {
  const { t } = useTranslation('notes')
  const [at, setAt] = useState(() => toLocal(encodeTime(Date.now())))
  const [channel, setChannel] = useState<ContactChannel>()
  const [result, setResult] = useState<ContactResult>()
  const isWhole = !Number.isNaN(Date.parse(at)) && channel !== undefined && result !== undefined
  const leaves = channel === 'voice-message' || channel === 'sms' ? channel : undefined
  const leave = leaves && limits[leaves]
  return (
    <NoteForm
      title={t('addAttempt')}
      submit={t(leave === 'no' ? 'addAnyway' : 'add')}
      note={isWhole ? { kind: 'attempt', at: fromLocal(at), channel, result } : undefined}
      onAdd={onAdd}
      onAdded={() => {
        setAt(toLocal(encodeTime(Date.now())))
        setChannel(undefined)
        setResult(undefined)
      }}
    >
      <NoteField kind="datetime-local" label={t('when')} value={at} onChange={setAt} />
      <RadioChoice
        label={t('how')}
        choices={CONTACT_CHANNELS.map((value) => ({ value, text: t(`channels.${value}`) }))}
        chosen={channel}
        onChoose={setChannel}
      />
      {leaves !== undefined && leave === 'no' && (
        <p className="notice acute" role="alert">
          {t(`forbidden.${leaves}`)}
        </p>
      )}
      {leaves !== undefined && leave === 'not-asked' && (
        <p className="notice" role="alert">
          {t(`unasked.${leaves}`)}
        </p>
      )}
      <RadioChoice
        label={t('result')}
        choices={CONTACT_RESULTS.map((value) => ({ value, text: t(`results.${value}`) }))}
        chosen={result}
        onChoose={setResult}
      />
    </NoteForm>
  )
}

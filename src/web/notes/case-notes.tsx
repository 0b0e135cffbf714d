import { useTranslation } from 'react-i18next'
import type { NotesAbout } from '../../client/gateway-work.ts'
import type { ContactLimits } from '../../client/reading/contact-limits.ts'
import { Failure } from '../parts/failure.tsx'
import type { Names } from '../worker/names.ts'
import { ContactAttempts } from './contact-attempts.tsx'
import { OwnNumber } from './own-number.tsx'
import { Plan } from './plan.tsx'
import { useNotes } from './use-notes.ts'

interface CaseNotesProps {
  readonly about: NotesAbout
  readonly names: Names
  /** Undefined where the message asks nobody to make contact. */
  readonly limits: ContactLimits | undefined
  /** When the message arrived, ms since 1970. */
  readonly arrived: number
  readonly onAskOtherWay: () => void
}

/** What the function does with the case: for its members alone, and never on paper. */
export function CaseNotes({ about, names, limits, arrived, onAskOtherWay }: CaseNotesProps) {
  const { t } = useTranslation('notes')
  const { answer, again, add, failure, isSaved } = useNotes(about)
  const sayMember = (member: string) =>
    t('by', { name: member === names.me ? t('you') : (names.members[member] ?? t('colleague')) })
  const known = answer.value
  return (
    <section className="no-print own-work">
      <h2>{t('title')}</h2>
      <p className="soft">{t('help')}</p>
      {answer.state === 'failed' && <Failure failure={answer.failure} onRetry={again} />}
      {failure && <Failure failure={failure} />}
      {answer.state === 'waiting' && known === undefined && <p>{t('loading')}</p>}
      <p className="hidden" role="status">
        {isSaved && t('saved')}
      </p>
      {known && (
        <>
          {known.unreadable > 0 && (
            <p className="notice">{t('unreadable', { count: known.unreadable })}</p>
          )}
          {limits && (
            <ContactAttempts
              {...{ limits, arrived, sayMember, onAskOtherWay }}
              notes={known.notes}
              onAdd={add}
            />
          )}
          <Plan notes={known.notes} onAdd={add} />
          <OwnNumber notes={known.notes} sayMember={sayMember} onAdd={add} />
        </>
      )}
    </section>
  )
}

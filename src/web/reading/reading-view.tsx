import { useTranslation } from 'react-i18next'
import { findOverdue, listDates } from '../../client/reading/validity.ts'
import type { Purpose } from '../../protocol/vocabulary.ts'
import { sayType, saySide } from '../message-words.ts'
import { SeenText } from '../parts/seen-text.tsx'
import { Deadline } from '../parts/deadline.tsx'
import { useLanguage } from '../use-language.ts'
import { CaseNotes } from '../notes/case-notes.tsx'
import { useNow } from '../use-now.ts'
import { sayMoment } from '../words/moments.ts'
import type { MessageCover, Reading } from '../worker/methods/reading.ts'
import { NextSteps } from './next-steps.tsx'
import { Proof } from './proof.tsx'
import { Rows, Sections } from './rows.tsx'
import { SafeContact } from './safe-contact.tsx'
import { useAnswering } from './use-answering.ts'
import { usePrintMark } from './use-print-mark.ts'
import { Warnings } from './warnings.tsx'

interface ReadingViewProps {
  readonly reading: Reading
  readonly cover: MessageCover
  readonly purpose: Purpose
  readonly as: string
  /** Something was done with the message: its state is to be asked for again. */
  readonly onChanged: () => void
}

/** The content: the first screen says how high the risk is, what is asked and until when; the rest is a click away. */
export function ReadingView({ reading, cover, purpose, as, onChanged }: ReadingViewProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const now = useNow()
  const { message, names } = cover
  const { t: say } = useTranslation('case')
  const { arrangement, footing } = reading
  const answer = useAnswering(cover, as)
  usePrintMark(cover.case)
  const isTaken = message.progress.some((one) => one.function === as && one.takenOver !== undefined)
  const overdue = findOverdue(arrangement, now)
  const decideBy = footing.obligations.find(({ code }) => code === 'decide')?.deadline
  return (
    <article className="reading">
      <h1>
        <bdi>{sayType(message.type, language)}</bdi> <bdi>{cover.case}</bdi>
      </h1>
      <p className="soft">
        <bdi>
          {t('from', {
            side: saySide(message.from.function, names, language),
            author: reading.author,
          })}
        </bdi>
        {' · '}
        {t('received', {
          at: sayMoment(Date.parse(message.releasedAt ?? message.at), now, language),
        })}
      </p>
      <Warnings cover={cover} reading={reading} />
      {overdue !== undefined && (
        <p className="notice acute" role="alert">
          {say('assessmentOver', { day: overdue })}
        </p>
      )}
      <Levels reading={reading} isOver={overdue !== undefined} />
      <section>
        <h2>{t('asked')}</h2>
        <Sections sections={arrangement.asked} under={t('asked')} empty={t('none')} isGuarded />
        {message.respondBy !== undefined && (
          <p>
            <strong>{t('respondBy')}</strong> <Deadline at={message.respondBy} now={now} />
          </p>
        )}
        {decideBy && (
          <p>
            <strong>{t('decideBy')}</strong> <Deadline at={decideBy} now={now} />{' '}
            <span className="soft">{t('decideBySource')}</span>
          </p>
        )}
      </section>
      {arrangement.contact.length > 0 && <SafeContact sections={arrangement.contact} />}
      {arrangement.children.length > 0 && (
        <section>
          <h2>{t('children')}</h2>
          <Sections sections={arrangement.children} under={t('children')} isGuarded />
        </section>
      )}
      <NextSteps cover={cover} purpose={purpose} as={as} onChanged={onChanged} />
      {isTaken && (
        <CaseNotes
          about={{ case: cover.case, function: as }}
          names={names}
          limits={reading.contactLimits}
          arrived={Date.parse(message.releasedAt ?? message.at)}
          onAskOtherWay={() => void answer('ask')}
        />
      )}
      {(['facts', 'assessment', 'measures', 'handling'] as const).map(
        (place) =>
          arrangement[place].length > 0 && (
            <details key={place} open={place === 'facts'}>
              <summary>
                <h2>{t(place)}</h2>
              </summary>
              <Sections sections={arrangement[place]} under={t(place)} isGuarded />
            </details>
          ),
      )}
      <details>
        <summary>
          <h2>{t('grounds')}</h2>
        </summary>
        <ul>
          {footing.grounds.map(({ subject, citation, name }, i) => (
            <li key={i}>
              {subject[language]}: {citation}, {name[language]}
            </li>
          ))}
        </ul>
        <h3>{t('obligations')}</h3>
        <ul>
          {footing.obligations.map(({ citation, text }, i) => (
            <li key={i}>
              {text[language]} <span className="soft">({citation})</span>
            </li>
          ))}
        </ul>
      </details>
      <Proof reading={reading} />
    </article>
  )
}

interface LevelsProps {
  readonly reading: Reading
  /** They may not be taken for current. */
  readonly isOver: boolean
}

function Levels({ reading: { arrangement }, isOver }: LevelsProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  if (arrangement.levels.length === 0) return null
  const dates = listDates(arrangement).map(
    ({ label, values }) => `${label[language]} ${values[0]?.[language]}`,
  )
  return (
    <section className={isOver ? 'levels over' : 'levels'} aria-label={t('levels')}>
      {arrangement.levels.map(({ rows }, i) => (
        <Rows key={i} rows={rows} />
      ))}
      {dates.length > 0 && (
        <p className="soft">
          <bdi>
            <SeenText text={dates.join(' · ')} />
          </bdi>
        </p>
      )}
    </section>
  )
}

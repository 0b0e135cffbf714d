import { useTranslation } from 'react-i18next'
import type { PartAnswer } from '../../client/writing/check-sheet.ts'
import { CATEGORY_WORDS } from '../../policy/explaining/words.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { Failure } from '../parts/failure.tsx'
import { useLanguage } from '../use-language.ts'
import { sayClock } from '../words/moments.ts'
import { MissingList } from './missing-list.tsx'
import { Views } from './views.tsx'
import { Sign } from './sign.tsx'
import type { DeskPart } from './shared-props.ts'
import { Unsaved } from './unsaved.tsx'
import type { Saving } from './use-autosave.ts'

/** What is answered alike about a person stands together. */
function answerKey({ person, receiver, outcome, reasons }: PartAnswer): string {
  return [person, receiver, outcome, ...reasons.map(({ en }) => en)].join('|')
}

interface LiveProps extends DeskPart {
  readonly saving: Saving
  readonly schema: JsonObject
}

/** The quiet column beside the document: what may go, what is missing, what the receiver will see, and that it is saved. */
export function Live({ sheet, checked, receivers, saving, schema }: LiveProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const { check, failure } = checked
  const labels = new Map((check?.persons ?? []).map(({ person, label }) => [person, label]))
  return (
    <aside className="live" aria-label={t('live')}>
      <p className="saving" role="status">
        <SavingLine saving={saving} />
      </p>
      {saving.state === 'refused' && <Unsaved failure={saving.failure} sheet={sheet} />}
      <h2>{t('live')}</h2>
      {failure && <Failure failure={failure} />}
      {check?.outcome == null ? (
        <p className="help">{t('liveNothing')}</p>
      ) : (
        <>
          <p className={`outcome ${check.outcome}`} role="status">
            <Sign outcome={check.outcome} />
            {check.summary[language][0]}
          </p>
          <ul className="answers">
            {[...Map.groupBy(check.parts, answerKey)].map(([key, parts]) => {
              const { person, outcome, reasons } = parts[0]!
              return (
                <li key={key}>
                  <Sign outcome={outcome} />
                  {t('part', {
                    person: labels.get(person)?.[language] ?? '',
                    category: parts
                      .map(({ category }) => CATEGORY_WORDS[category][language])
                      .join(', '),
                  })}
                  : <strong>{t(outcome)}</strong>
                  <span className="help">
                    {' '}
                    ({reasons.map((reason) => reason[language]).join(', ')})
                  </span>
                </li>
              )
            })}
          </ul>
          {check.outcome === 'deny' || check.outcome === 'escalate' ? (
            <details>
              <summary>{t('missing')}</summary>
              {check.summary[language].slice(1).map((line, i) => (
                <p key={i} className="line">
                  {line}
                </p>
              ))}
            </details>
          ) : null}
        </>
      )}
      {check !== undefined && <Stale agencies={check.stale} receivers={receivers} />}
      {check !== undefined && check.missing.length > 0 && (
        <details>
          <summary>{t('missingCount', { count: check.missing.length })}</summary>
          <MissingList missing={check.missing} schema={schema} />
        </details>
      )}
      <details>
        <summary>{t('view')}</summary>
        <Views views={check?.views ?? []} receivers={receivers} />
      </details>
    </aside>
  )
}

/** A list of members that is old may hide who has left since, with a key to what is sent. */
function Stale({
  agencies,
  receivers,
}: Pick<LiveProps, 'receivers'> & { readonly agencies: readonly string[] }) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  return agencies.map((agency) => {
    const of = receivers.find((one) => one.agency === agency)?.agencyName[language]
    return (
      <p key={agency} className="notice">
        <bdi>{t('staleRoster', { agency: of ?? agency })}</bdi>
      </p>
    )
  })
}

function SavingLine({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  if (saving.state === 'saved') return t('saved', { clock: sayClock(saving.at, language) })
  if (saving.state === 'saving') return t('saving')
  return saving.state === 'failed' ? t('saveFailed') : t('unsaved')
}

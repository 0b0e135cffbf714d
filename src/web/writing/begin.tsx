import titles from 'virtual:message-titles'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { CASE_TYPES } from '../../protocol/vocabulary.ts'
import { useActingFunction } from '../acting-function.tsx'
import { sayType } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { Moment } from '../parts/moment.tsx'
import type { CryptoWorker, WorkerFailure } from '../crypto-worker.ts'
import { failureOf, useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { newSheet } from './new-sheet.ts'
import { keepForDesk } from './on-the-way.ts'

interface BeginProps {
  readonly params: Readonly<Record<string, string | undefined>>
}

/** Types that a member never begins by hand: what answers is begun where the question is read. */
const NOT_BEGUN = new Set(['synthetic', 'information-reply', 'status-reply'])

/** What to send: the types, and the drafts that are kept. */
export function Begin({ params }: BeginProps) {
  const { t } = useTranslation('writing')
  const language = useLanguage()
  const worker = useWorker()
  const { chosen, functions } = useActingFunction()
  const [, go] = useLocation()
  const [failure, setFailure] = useState<WorkerFailure>()
  if (chosen === undefined) return <p>{functions === undefined ? t('loading') : t('locked')}</p>
  const begin = async (type: string) => {
    setFailure(undefined)
    try {
      const { id } = await worker.ask('drafts.begin')
      const about = params['case'] === undefined ? {} : await findCase(worker, params['case'])
      keepForDesk(id, newSheet(type, chosen.id, about))
      go(`/write/${id}`)
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <>
      <h1>{t('title')}</h1>
      <section>
        <h2>{t('chooseType')}</h2>
        {failure && <Failure failure={failure} />}
        <ul className="types">
          {Object.keys(titles)
            .filter((type) => !NOT_BEGUN.has(type))
            .map((type) => (
              <li key={type}>
                <Button onPress={() => void begin(type)}>{sayType(type, language)}</Button>
              </li>
            ))}
        </ul>
      </section>
      <Drafts />
    </>
  )
}

/** A case stays of its kind. */
async function findCase(worker: CryptoWorker, reference: string) {
  const { thread } = await worker.ask('case.thread', { case: reference, passive: true })
  const caseType = CASE_TYPES.find((type) => type === thread.caseType)
  return { case: reference, ...(caseType !== undefined && { caseType }) }
}

function Drafts() {
  const { t } = useTranslation('writing')
  const worker = useWorker()
  const now = useNow()
  const answer = useAnswer(useCallback(() => worker.ask('drafts.list'), [worker]))
  if (answer.state === 'failed') return <Failure failure={answer.failure} onRetry={answer.again} />
  if (answer.value === undefined || answer.value.length === 0) return null
  return (
    <section>
      <h2>{t('drafts')}</h2>
      <ul className="types">
        {answer.value.map(({ id, savedAt }) => (
          <li key={id}>
            <Link href={`/write/${id}`}>
              {t('draftSaved', { moment: '' })}
              <Moment at={savedAt} now={now} />
            </Link>
          </li>
        ))}
      </ul>
      <p className="help">{t('draftsGone')}</p>
    </section>
  )
}

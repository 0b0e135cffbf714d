import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseSummary } from '../../client/work.ts'
import { useActingFunction } from '../acting-function.tsx'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { rowsLook } from '../parts/rows-look.ts'
import { failureOf, useAnswer } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import { sayMoment } from '../words/moments.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import type { OwnFunction } from '../worker/methods/inbox.ts'
import { sayCaseType } from './say-case-type.ts'

/** The cases of the function that the member acts for. There is no search: a list, and references. */
export function CaseList() {
  const { t } = useTranslation('case')
  const { functions, chosen } = useActingFunction()
  if (chosen !== undefined) return <FunctionCases key={chosen.id} of={chosen} />
  return (
    <>
      <h1>{t('listTitle')}</h1>
      <p>{functions === undefined ? t('loading') : t('locked')}</p>
    </>
  )
}

function FunctionCases({ of }: { readonly of: OwnFunction }) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const worker = useWorker()
  const first = useAnswer(
    useCallback(() => worker.ask('case.list', { function: of.id }), [worker, of.id]),
  )
  const older = useOlder(of.id, first.value?.next ?? null)
  const items = [...(first.value?.items ?? []), ...older.items]
  return (
    <>
      <h1>{t('listTitle')}</h1>
      <p>{t('listIntro', { name: of.name[language] })}</p>
      {first.state === 'failed' && <Failure failure={first.failure} onRetry={first.again} />}
      {first.state === 'waiting' && <p>{t('loading')}</p>}
      {first.value && items.length === 0 && <p className="soft">{t('listEmpty')}</p>}
      {items.length > 0 && (
        <ul className={rowsLook(items.length)}>
          {items.map((item) => (
            <CaseRow key={item.case} item={item} />
          ))}
        </ul>
      )}
      {older.failure && <Failure failure={older.failure} onRetry={older.load} />}
      {older.isMore && <Button onPress={older.load}>{t('olderCases')}</Button>}
    </>
  )
}

function CaseRow({ item }: { readonly item: CaseSummary }) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const now = useNow()
  return (
    <li className="row case">
      <Link href={`/case/${item.case}`}>
        <span className="reference">
          <bdi>{item.case}</bdi>
        </span>
        <span className="what">
          <strong>
            <bdi>{sayCaseType(item.caseType, t)}</bdi>
          </strong>
        </span>
        <span className="when">{t('messages', { count: item.messages })}</span>
        <span className="due">
          {t('latest', { moment: sayMoment(Date.parse(item.lastAt), now, language) })}
        </span>
      </Link>
    </li>
  )
}

interface Older {
  readonly items: readonly CaseSummary[]
  /** Undefined until somebody has asked: then the first page says. */
  readonly next?: string | null
  readonly failure?: WorkerFailure
}

/** The pages after the first, as somebody asks for them. */
function useOlder(id: string, afterFirst: string | null) {
  const worker = useWorker()
  const [older, setOlder] = useState<Older>({ items: [] })
  const next = older.next === undefined ? afterFirst : older.next
  const load = () => {
    if (next === null) return
    worker.ask('case.list', { function: id, cursor: next }).then(
      (page) => setOlder({ items: [...older.items, ...page.items], next: page.next }),
      (error: unknown) => setOlder({ ...older, failure: failureOf(error) }),
    )
  }
  return { items: older.items, failure: older.failure, isMore: next !== null, load }
}

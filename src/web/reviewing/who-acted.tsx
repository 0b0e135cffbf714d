import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { Moment } from '../parts/moment.tsx'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useNow } from '../use-now.ts'
import { useWorker } from '../use-worker.ts'
import type { ShownRecord } from '../worker/methods/reviewing.ts'

/** Who acted: asked for when wanted, as each look is a record. With it what officers have said of it before. */
export function WhoActed({ of, record }: { readonly of: string; readonly record: string }) {
  const { t } = useTranslation('reviewing')
  const worker = useWorker()
  const now = useNow()
  const language = useLanguage()
  const [shown, setShown] = useState<ShownRecord>()
  const [failure, setFailure] = useState<WorkerFailure>()
  const show = () => {
    setFailure(undefined)
    worker
      .ask('reviewing.show', { of, record })
      .then(setShown, (error: unknown) => setFailure(failureOf(error)))
  }
  if (failure) return <Failure failure={failure} onRetry={show} />
  if (shown === undefined)
    return (
      <Button look="plain" onPress={show}>
        {t('who')}
      </Button>
    )
  return (
    <div role="status" className="whole" tabIndex={-1} ref={takeFocus}>
      <p>
        <strong>
          <bdi>{shown.member === null ? t('shownNot') : t('shown', { name: shown.member })}</bdi>
        </strong>{' '}
        {shown.roles.length > 0 && (
          <>{t('shownAs', { roles: shown.roles.map((role) => role[language]).join(', ') })} </>
        )}
        {shown.client !== null && <bdi>{t('shownWith', { program: shown.client })} </bdi>}
        {t('shownLogged')}
      </p>
      {shown.reviews.map(({ at, verdict, comment }, i) => (
        <p key={i}>
          {t('past', { verdict: t(`pastVerdict.${verdict}`) })} <Moment at={at} now={now} />{' '}
          {comment && <bdi>{comment}</bdi>}
        </p>
      ))}
    </div>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Verdict } from '../../protocol/vocabulary.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { takeFocus } from '../parts/take-focus.ts'
import { failureOf } from '../use-answer.ts'
import { useWorker } from '../use-worker.ts'
import type { HeldReading } from '../worker/methods/deciding.ts'

interface VerdictsProps {
  readonly id: string
  readonly as: string
  readonly held: HeldReading
  /** Where the message stands since it was signed here; undefined: it was not. */
  readonly state: string | undefined
  readonly onSigned: (state: string) => void
}

/** Yes and no, the same size: what each leads to stands above, and what was signed is told in its place. */
export function Verdicts({ id, as, held, state, onSigned }: VerdictsProps) {
  const { needs, differences } = held
  const { t } = useTranslation('deciding')
  const worker = useWorker()
  const [isSigning, setSigning] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const sign = async (verdict: Verdict) => {
    setSigning(true)
    setFailure(undefined)
    try {
      onSigned(await worker.ask('deciding.sign', { id, function: as, verdict }))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setSigning(false)
    }
  }
  if (state !== undefined)
    return (
      <div className="notice" role="status" tabIndex={-1} ref={takeFocus}>
        <p>{t(`done.${state === 'released' || state === 'refused' ? state : 'held'}`)}</p>
        <p>
          <Link href="/decide">{t('back')}</Link>
        </p>
      </div>
    )
  const offered: readonly Verdict[] = differences.length > 0 ? ['refuse'] : [...needs, 'refuse']
  return (
    <section>
      <p>{t('yes')}</p>
      <p>{t('no')}</p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        {offered.map((verdict) => (
          <Button key={verdict} isPending={isSigning} onPress={() => void sign(verdict)}>
            {t(`verdicts.${verdict}`)}
          </Button>
        ))}
      </div>
    </section>
  )
}

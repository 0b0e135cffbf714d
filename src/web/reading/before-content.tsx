import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Purpose } from '../../protocol/vocabulary.ts'
import { sayType } from '../message-words.ts'
import type { WorkerFailure } from '../crypto-worker.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { RadioChoice } from '../parts/radio-choice.tsx'
import { failureOf } from '../use-answer.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { MessageCover, Reading } from '../worker/methods/reading.ts'
import { Standing } from './standing.tsx'
import { useAct } from './use-act.ts'

/** What people open for, the most likely first. */
const PURPOSES = [
  'victim-support',
  'care-or-support',
  'child-protection',
  'prevent-crime',
  'investigate-crime',
] as const satisfies readonly Purpose[]

const CONFLICTS = ['none', 'declared', 'unsure'] as const
type Conflict = (typeof CONFLICTS)[number]

interface BeforeContentProps {
  readonly cover: MessageCover
  /** The function that is acted in. */
  readonly as: string
  readonly onOpened: (reading: Reading, purpose: Purpose) => void
  /** Something was done with the message: its state is to be asked for again. */
  readonly onChanged: () => void
}

/** One sheet, two questions: whom one knows, and why one opens. Who knows somebody is shown the way out, and nothing else. */
export function BeforeContent({ cover, as, onOpened, onChanged }: BeforeContentProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const [conflict, setConflict] = useState<Conflict>()
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number]>()
  const { open, isOpening, isMissing, failure } = useOpening({
    cover,
    as,
    conflict,
    purpose,
    onOpened,
  })
  const worker = useWorker()
  const taking = useAct(onChanged)
  const { id, progress } = cover.message
  const isTaken = progress.some((one) => one.function === as && one.takenOver !== undefined)
  // Whoever is on call answers for it at once, and reads it afterwards.
  const take = () => taking.act(() => worker.ask('reading.takeOver', { id, function: as }))
  return (
    <>
      <h1>
        <bdi>{sayType(cover.message.type, language)}</bdi> <bdi>{cover.case}</bdi>
      </h1>
      <Standing cover={cover} as={as} />
      <RadioChoice
        label={t('before.conflict')}
        choices={CONFLICTS.map((value) => ({ value, text: t(`before.${value}`) }))}
        chosen={conflict}
        onChoose={setConflict}
      />
      {conflict === 'unsure' && <p>{t('before.roles', { roles: sayRoles(cover, t) })}</p>}
      {conflict === 'declared' ? (
        <HandOver id={id} />
      ) : (
        <>
          <RadioChoice
            label={t('before.purpose')}
            choices={PURPOSES.map((value) => ({ value, text: t(`purposes.${value}`) }))}
            chosen={purpose}
            onChoose={setPurpose}
          />
          <p className="soft">{t('before.logged')}</p>
          {isMissing && (
            <p className="fault" role="alert">
              {t('before.missing')}
            </p>
          )}
          {failure && <Failure failure={failure} />}
          <div className="buttons">
            <Button look="main" onPress={open} isPending={isOpening || taking.isBusy}>
              {t('before.open')}
            </Button>
            {conflict === 'none' && !isTaken && (
              <Button isPending={isOpening || taking.isBusy} onPress={take}>
                {t('takeOver')}
              </Button>
            )}
          </div>
          {taking.failure && <Failure failure={taking.failure} />}
          <p role="status">{isOpening && t('before.opening')}</p>
        </>
      )}
    </>
  )
}

/** The way out for who knows somebody: on record, so that an opening in spite of it is seen. */
function HandOver({ id }: { readonly id: Uuid }) {
  const { t } = useTranslation('reading')
  const worker = useWorker()
  const [, navigate] = useLocation()
  const [failure, setFailure] = useState<WorkerFailure>()
  const declare = () =>
    worker.ask('reading.declareConflict', { id }).then(
      () => navigate('/inbox'),
      (error: unknown) => setFailure(failureOf(error)),
    )
  return (
    <div className="notice" role="status">
      <p>{t('before.handOver')}</p>
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        <Button look="main" onPress={() => void declare()}>
          {t('before.declare')}
        </Button>
      </div>
    </div>
  )
}

interface OpeningInput extends Omit<BeforeContentProps, 'onChanged'> {
  readonly conflict: Conflict | undefined
  readonly purpose: Purpose | undefined
}

function useOpening({ cover, as, conflict, purpose, onOpened }: OpeningInput) {
  const worker = useWorker()
  const [isOpening, setOpening] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const [failure, setFailure] = useState<WorkerFailure>()
  const open = async () => {
    const isWhole = (conflict === 'none' || conflict === 'unsure') && purpose !== undefined
    setMissing(!isWhole)
    if (!isWhole) return
    setOpening(true)
    setFailure(undefined)
    const { id } = cover.message
    try {
      const question = { id, function: as, purpose, conflictOfInterest: conflict }
      onOpened(await worker.ask('reading.open', question), purpose)
    } catch (error) {
      setFailure(failureOf(error))
      setOpening(false)
    }
  }
  return { open: () => void open(), isOpening, isMissing, failure }
}

/** “den utsatta, den befarade våldsutövaren, 2 barn”. */
function sayRoles(
  { roles }: MessageCover,
  t: ReturnType<typeof useTranslation<'reading'>>['t'],
): string {
  const counts = Map.groupBy(roles, (role) => role)
  return [...counts]
    .map(([role, all]) => `${all.length > 1 ? `${all.length} ` : ''}${t(`roleNames.${role}`)}`)
    .join(', ')
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Purpose } from '../../protocol/vocabulary.ts'
import { sayTypeWithin } from '../message-words.ts'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { saveFile } from '../parts/save-file.ts'
import { useLanguage } from '../use-language.ts'
import { useWorker } from '../use-worker.ts'
import type { MessageCover } from '../worker/methods/reading.ts'
import { JournalText } from './journal-text.tsx'
import { Standing } from './standing.tsx'
import { useAct } from './use-act.ts'
import { useAnswering } from './use-answering.ts'
import { useFurtherAnswers } from './use-further-answers.ts'

interface NextStepsProps {
  readonly cover: MessageCover
  readonly purpose: Purpose
  readonly as: string
  readonly onChanged: () => void
}

/** Take over, answer, ask, decline; then the note for the case file and that it stands there. */
export function NextSteps({ cover, purpose, as, onChanged }: NextStepsProps) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const worker = useWorker()
  const { act, isBusy, failure } = useAct(onChanged)
  const [isPrinted, setPrinted] = useState(false)
  const { id } = cover.message
  const progress = cover.message.progress.find((one) => one.function === as)
  const answer = useAnswering(cover, as)
  const others = useFurtherAnswers(cover.message.type)
  return (
    <section
      aria-label={t('actions')}
      className={progress?.takenOver === undefined ? 'untaken no-print' : 'no-print'}
    >
      <Standing cover={cover} as={as} />
      {failure && <Failure failure={failure} />}
      <div className="buttons">
        {progress?.takenOver === undefined && (
          <Button
            look="main"
            isPending={isBusy}
            onPress={() => act(() => worker.ask('reading.takeOver', { id, function: as }))}
          >
            {t('takeOver')}
          </Button>
        )}
        {(['answer', 'ask', 'refuse'] as const).map((kind) => (
          <Button key={kind} isPending={isBusy} onPress={() => act(() => answer(kind))}>
            {t(kind)}
          </Button>
        ))}
        {others.map((type) => (
          <Button key={type} isPending={isBusy} onPress={() => act(() => answer({ type }))}>
            {t('answerWith', { type: sayTypeWithin(type, language) })}
          </Button>
        ))}
      </div>
      <JournalText id={id} as={as} purpose={purpose}>
        {progress?.registered === undefined && (
          <Button
            isPending={isBusy}
            onPress={() => act(() => worker.ask('reading.register', { id, function: as }))}
          >
            {t('register')}
          </Button>
        )}
        <Button
          onPress={() =>
            act(async () => {
              await worker.ask('reading.use', { id, function: as, what: 'printed', purpose })
              print()
              setPrinted(true)
            })
          }
        >
          {t('print')}
        </Button>
        <Button
          onPress={() =>
            act(async () => {
              const wish = { id, function: as, purpose, language }
              saveFile('sluss.pdf', await worker.ask('reading.pdf', wish), 'application/pdf')
            })
          }
        >
          {t('savePdf')}
        </Button>
      </JournalText>
      <p className="soft" role="status">
        {isPrinted ? t('printSent') : ''}
      </p>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Doubts } from '../case/doubts.tsx'
import { useLanguage } from '../use-language.ts'
import type { MessageCover, Reading } from '../worker/methods/reading.ts'
import { withinSentence } from '../words/within-sentence.ts'

interface WarningsProps {
  readonly cover: MessageCover
  readonly reading: Reading
}

/** What must be known before anything is acted on. */
export function Warnings({
  cover,
  reading: { withdrawnFor, isWhole, differences },
}: WarningsProps) {
  const { t } = useTranslation('reading')
  const { t: say } = useTranslation('case')
  const { correctedBy } = cover.message
  return (
    <>
      {withdrawnFor && (
        <p className="notice acute" role="alert">
          {t('withdrawn', {
            reasons: withdrawnFor
              .map((reason) => withinSentence(say(`recallReasons.${reason}`)))
              .join('; '),
          })}
        </p>
      )}
      {correctedBy !== undefined && (
        <p className="notice acute" role="alert">
          {t('corrected')} <Link href={`/message/${correctedBy}`}>{t('toCorrection')}</Link>
        </p>
      )}
      <Doubts message={cover.message} />
      {differences.length > 0 && <Differences differences={differences} />}
      {!isWhole && <p className="notice">{t('partial')}</p>}
    </>
  )
}

/** What did not agree, each once and in words, with what is to be done. */
function Differences({ differences }: Pick<Reading, 'differences'>) {
  const { t } = useTranslation('reading')
  const language = useLanguage()
  const said = differences.map(({ kind, part }) =>
    part === undefined
      ? t(`differences.${kind}`)
      : t('differenceIn', { what: t(`differences.${kind}`), part: part[language] }),
  )
  return (
    <div className="notice acute" role="alert">
      <p>
        <strong>{t('differsTitle')}</strong>
      </p>
      <ul>
        {[...new Set(said)].map((sentence) => (
          <li key={sentence}>
            <bdi>{sentence}</bdi>
          </li>
        ))}
      </ul>
      <p>{t('differs')}</p>
    </div>
  )
}

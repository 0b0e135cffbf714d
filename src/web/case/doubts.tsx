import { useTranslation } from 'react-i18next'
import type { ThreadMessage } from '../../client/work.ts'

interface DoubtsProps {
  readonly message: Pick<ThreadMessage, 'doubts' | 'progress'>
}

/** What the gateway says of a message and nobody has signed: never told as a fact, and what to do instead. */
export function Doubts({ message: { doubts = [], progress } }: DoubtsProps) {
  const { t } = useTranslation('case')
  const isMoreClaimed = progress.some(({ unproven }) => unproven !== undefined)
  // Of a message that is not as it was signed, no step can be.
  const said = [
    ...doubts.filter((doubt) => doubt !== 'erased').map((doubt) => t(`doubt.${doubt}`)),
    ...(isMoreClaimed && !doubts.includes('message') ? [t('doubt.step')] : []),
  ]
  if (doubts.includes('erased')) return <p className="soft">{t('doubt.erased')}</p>
  if (said.length === 0) return null
  return (
    <div className="notice acute" role="alert">
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{t('doubt.act')}</p>
    </div>
  )
}

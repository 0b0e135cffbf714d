import { useTranslation } from 'react-i18next'
import type { Work } from '../../client/work.ts'
import { sayTypeWithin } from '../message-words.ts'
import { useLanguage } from '../use-language.ts'
import { sayClock, sayWholeDay } from '../words/moments.ts'

/** Rarer than this is unusual: so many times as long as it usually takes until a message comes. */
const UNUSUAL = 3

/**
 * When nothing waits to be taken: an empty list may be a quiet week, or a fault that nobody has noticed, so it says when the last
 * message came and whether that is long ago.
 */
export function Empty({ work, now }: { readonly work: Work; readonly now: number }) {
  const { t } = useTranslation('inbox')
  const language = useLanguage()
  const isAllEmpty = work.ours.total + work.waiting.total === 0
  const { lastArrival, usualGap } = work
  const at = lastArrival === null ? undefined : Date.parse(lastArrival.at)
  const isUnusual = at !== undefined && usualGap !== null && now - at > UNUSUAL * usualGap
  return (
    <p className={isUnusual ? 'notice' : 'soft'}>
      {isAllEmpty ? t('nothing') : t('nobodyWaits')}{' '}
      {at === undefined || lastArrival === null
        ? t('neverCame')
        : t('lastCame', {
            type: sayTypeWithin(lastArrival.type, language),
            day: sayWholeDay(at, language),
            clock: sayClock(at, language),
          })}
      {isUnusual && ` ${t('unusual')}`}
    </p>
  )
}

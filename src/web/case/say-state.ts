/**
 * Where a message stands, in whole words: of a message with several receivers that one is told who is the least far.
 *
 * @module
 */
import type { TFunction } from 'i18next'
import { isLate } from '../../client/late-delivery.ts'
import { STEPS } from '../../client/work.ts'
import type { Progress, ThreadMessage, WorkItem } from '../../client/work.ts'
import { saySide } from '../message-words.ts'
import type { Language } from '../words/language.ts'
import { sayMoment } from '../words/moments.ts'
import type { Names } from '../worker/names.ts'

/** What the words need. */
export interface Saying {
  readonly t: TFunction<'case'>
  readonly names: Names
  readonly now: number
  readonly language: Language
}

type Stated = Pick<
  WorkItem | ThreadMessage,
  'state' | 'at' | 'releasedAt' | 'from' | 'to' | 'progress'
> &
  Partial<Pick<ThreadMessage, 'decisionFunction' | 'withdrawnAt' | 'correctedBy' | 'doubts'>>

/** One line for a message. */
export function sayState(message: Stated, saying: Saying): string {
  const { t, names, now, language } = saying
  const { state, from, decisionFunction = from.function, withdrawnAt, progress } = message
  const at = sayMoment(Date.parse(withdrawnAt ?? message.at), now, language)
  if (state === 'held') return t('state.held', { side: saySide(decisionFunction, names, language) })
  if (message.doubts?.includes('withdrawal')) return t('state.saidBack')
  if (state !== 'released') return t(`state.${state}`, { at })
  if (message.correctedBy !== undefined) return t('state.corrected')
  const [least] = progress.toSorted((a, b) => lastStep(a) - lastStep(b))
  return least === undefined ? t('state.sent', { at }) : sayProgress(least, message, saying)
}

/** How far it has come with one receiver; what should have arrived and has not is never told as sent. */
export function sayProgress(
  progress: Progress,
  { releasedAt, at: sentAt }: Pick<WorkItem, 'releasedAt' | 'at'>,
  { t, names, now, language }: Saying,
): string {
  const step = STEPS[lastStep(progress)]
  if (isLate(releasedAt, progress, now)) return t('state.late')
  if (step === undefined)
    return t('state.sent', { at: sayMoment(Date.parse(releasedAt ?? sentAt), now, language) })
  const at = sayMoment(Date.parse(progress[step] ?? ''), now, language)
  const { owner } = progress
  if (step !== 'takenOver' || owner === undefined) return t(`state.${step}`, { at })
  const name = owner === names.me ? t('you') : (names.members[owner] ?? owner)
  return t('state.takenOverBy', { name, at })
}

function lastStep(progress: Progress): number {
  return STEPS.findLastIndex((step) => progress[step] !== undefined)
}

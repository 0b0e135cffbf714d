import { useTranslation } from 'react-i18next'
import type { ThreadMessage } from '../../client/work.ts'
import { useLanguage } from '../use-language.ts'
import { sayWholeDay } from '../words/moments.ts'

interface WhenContentGoesProps {
  readonly message: ThreadMessage
}

/** When the content will be deleted: the day once both sides have registered it, the last possible day until then. */
export function WhenContentGoes({ message }: WhenContentGoesProps) {
  const { t } = useTranslation('case')
  const language = useLanguage()
  const { state, dueAt } = message
  const isOut = state === 'released' || state === 'withdrawn-late' || state === 'recalled'
  if (!isOut || dueAt === undefined) return null
  const day = sayWholeDay(Date.parse(dueAt), language)
  const isSettled = state === 'recalled' || isRegistered(message)
  return <>{t(isSettled ? 'goes' : 'goesLatest', { day })}</>
}

/** Whether both sides have said so; of a side with several functions one suffices. */
function isRegistered({ registeredAt, progress, from }: ThreadMessage): boolean {
  const sides = Map.groupBy(progress, (one) => one.function.split('/')[0])
  sides.delete(from.agency)
  return (
    registeredAt !== undefined &&
    [...sides.values()].every((side) => side.some(({ registered }) => registered !== undefined))
  )
}

import { useLanguage } from '../use-language.ts'
import { nearnessOf, sayDeadline } from '../words/moments.ts'

interface DeadlineProps {
  readonly at: string
  readonly now: number
  /** In a list, where all of them are what is left. */
  readonly isInList?: boolean
}

/** Until when, with what is left. Near and past also have a mark: colour alone says nothing to many. */
export function Deadline({ at, now, isInList = false }: DeadlineProps) {
  const language = useLanguage()
  const moment = Date.parse(at)
  return (
    <time className={`deadline ${nearnessOf(moment, now)}`} dateTime={at}>
      {sayDeadline(moment, now, language, { isInList })}
    </time>
  )
}

import { useLanguage } from '../use-language.ts'
import { nearnessOf, sayDeadline } from '../words/moments.ts'

/** Until when, with what is left: near and past also have a mark, as colour alone says nothing to many. */
export function Deadline({ at, now }: { readonly at: string; readonly now: number }) {
  const language = useLanguage()
  const moment = Date.parse(at)
  const nearness = nearnessOf(moment, now)
  return (
    <time className={`deadline ${nearness}`} dateTime={at}>
      {nearness !== 'far' && <span aria-hidden="true">{nearness === 'past' ? '! ' : '◷ '}</span>}
      {sayDeadline(moment, now, language)}
    </time>
  )
}

import { useLanguage } from '../use-language.ts'
import { sayMoment } from '../words/moments.ts'

/** When something happened, as short as it is clear. */
export function Moment({ at, now }: { readonly at: string; readonly now: number }) {
  const language = useLanguage()
  return <time dateTime={at}>{sayMoment(Date.parse(at), now, language)}</time>
}

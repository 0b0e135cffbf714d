import { useMemo } from 'react'
import { useSignedIn } from '../sign-in/signed-in-person.ts'
import { useLanguage } from '../use-language.ts'
import { sayClock, sayWholeDay } from '../words/moments.ts'

/** Enough to cover a long address on a wide screen. */
const TIMES = 40

/** Attributes of an element whose content is marked. */
export interface Watermark {
  readonly className: string
  readonly 'data-mark': string
}

/**
 * Marks what is shown with who sees it and since when, so that a photograph of the screen tells whose screen it was (practice.md §3.2
 * no. 25). Drawn by the style sheet alone: it is neither read out nor copied.
 */
export function useWatermark(isShown: boolean): Watermark {
  const { person } = useSignedIn()
  const language = useLanguage()
  const who = person.name ?? person.sub
  return useMemo(() => {
    const at = isShown ? Date.now() : 0
    const mark = `${who} ${sayWholeDay(at, language)} ${sayClock(at, language)}`
    return { className: 'watermarked', 'data-mark': Array(TIMES).fill(mark).join(' · ') }
  }, [isShown, who, language])
}

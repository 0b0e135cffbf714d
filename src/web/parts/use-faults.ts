import { useId, useState } from 'react'
import type { FieldFault } from './error-summary.tsx'

interface Faults<C extends string> {
  /** For the summary. */
  readonly faults: readonly FieldFault[]
  readonly tries: number
  /** For a field: its id, and what is wrong with it once somebody has tried to send. */
  readonly told: (what: C) => { readonly id: string; readonly fault: string | undefined }
  /** Somebody tries to send: whether nothing is wrong. */
  readonly attempt: () => boolean
}

/** What is wrong with the answers of a form by code, each in the words of its field, and silent until somebody has tried to send it. */
export function useFaults<C extends string>(
  wrong: readonly C[],
  say: (what: C) => string,
): Faults<C> {
  const id = useId()
  const [tries, setTries] = useState(0)
  const idOf = (what: C) => `${id}-${what}`
  const told = (what: C) => ({
    id: idOf(what),
    fault: tries > 0 && wrong.includes(what) ? say(what) : undefined,
  })
  const attempt = () => {
    setTries(tries + 1)
    return wrong.length === 0
  }
  const faults = tries > 0 ? wrong.map((what) => ({ id: idOf(what), text: say(what) })) : []
  return { faults, tries, told, attempt }
}

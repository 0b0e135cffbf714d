import type { Receiver } from '../worker/methods/writing.ts'
import type { Language } from '../words/language.ts'

/** A receiver by the whole names of its agency and function: neighbours in a list must not be mixed up. */
export function sayReceiver(
  id: string,
  receivers: readonly Receiver[],
  language: Language,
): string {
  const found = receivers.find((one) => one.id === id)
  return found === undefined ? id : `${found.agencyName[language]}, ${found.name[language]}`
}

import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Explanation } from './explanation.ts'

/** The same explanation, in which receivers are called by their own names where `nameOf` knows them. */
export function nameReceivers(
  explanation: Explanation,
  nameOf: (id: string) => LocalText | undefined,
): Explanation {
  const { glossary } = explanation
  const receivers = Object.entries(glossary.receivers).map(([id, words]) => {
    const own = nameOf(id)
    return [id, own === undefined ? words : { ...words, own }] as const
  })
  return { ...explanation, glossary: { ...glossary, receivers: Object.fromEntries(receivers) } }
}

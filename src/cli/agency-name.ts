import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Session } from './session.ts'

/** What the agency is called, by its own root. */
export function agencyName({ directory, settings }: Session): LocalText {
  const { agency } = settings
  return directory.states.get(agency)?.root.payload.name ?? { sv: agency, en: agency }
}

import type { LocalText } from '../protocol/statements/local-text.ts'
import type { MemberDesk } from './member-desk.ts'

/** What the member's agency is called, by its own root. */
export function agencyName({
  directory,
  agency,
}: Pick<MemberDesk, 'directory' | 'agency'>): LocalText {
  return directory.states.get(agency)?.root.payload.name ?? { sv: agency, en: agency }
}

import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import type { PolicySubject } from '../policy-request.ts'
import { NUMBERED_ROLE_WORDS, ROLE_WORDS } from './words.ts'

/** What the persons of a disclosure are called, by subject id: by their roles, numbered where several have the same. */
export function personLabels(
  subjects: readonly Pick<PolicySubject, 'id' | 'role'>[],
): Readonly<Record<string, LocalText>> {
  const counts = new Map<SubjectRole, number>()
  for (const { role } of subjects) counts.set(role, (counts.get(role) ?? 0) + 1)
  const labels: Record<string, LocalText> = {}
  const seen = new Map<SubjectRole, number>()
  for (const { id, role } of subjects) {
    const number = (seen.get(role) ?? 0) + 1
    seen.set(role, number)
    labels[id] = counts.get(role) === 1 ? ROLE_WORDS[role] : numbered(role, number)
  }
  return labels
}

function numbered(role: SubjectRole, number: number): LocalText {
  const { sv, en } = NUMBERED_ROLE_WORDS[role]
  return { sv: `${sv} ${number}`, en: `${en} ${number}` }
}

import type { LocalText } from '../protocol/statements/local-text.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'
import type { LoginPerson } from './login-page.ts'
import type { TownAgency, TownMember } from './town.ts'

/** What a role does, as a colleague would say it. */
const DOES: Readonly<Record<MemberRole, LocalText>> = {
  author: { sv: 'skriver', en: 'writes' },
  reader: { sv: 'läser', en: 'reads' },
  'decision-maker': { sv: 'beslutar', en: 'decides' },
  registrar: { sv: 'registrerar', en: 'registers' },
  compliance: { sv: 'granskar loggen', en: 'reviews the record' },
  policy: { sv: 'ändrar regler', en: 'changes the rules' },
}

/** The people of an agency who can log in with a browser: its members but the machines, and who is new. */
export function listPeople({ functions, members, newcomers }: TownAgency): LoginPerson[] {
  const nameOf = (slug: string) => functions.find((one) => one.slug === slug)!.name
  const about = ({ assignments }: TownMember, language: keyof LocalText) =>
    assignments
      .map(
        (it) =>
          `${nameOf(it.function)[language]}: ${it.roles.map((role) => DOES[role][language]).join(', ')}`,
      )
      .join('; ')
  return [
    ...members
      .filter(({ assignments }) => assignments.every((it) => it.function !== 'drift'))
      .map((member) => ({
        sub: member.slug,
        name: member.name,
        about: { sv: about(member, 'sv'), en: about(member, 'en') },
      })),
    ...newcomers.map(({ slug, name }) => ({
      sub: slug,
      name,
      about: { sv: 'Ny, inte upplagd i Sluss än', en: 'New, not admitted to Sluss yet' },
    })),
  ]
}

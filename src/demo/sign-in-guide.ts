import type { Narrator } from './narrator.ts'
import type { OpenTown } from './open-town.ts'
import { listPeople } from './people.ts'
import type { TownAgency } from './town.ts'

/** Says where to sign in with a browser, and as whom. */
export function showSignIn(
  narrator: Narrator,
  { gateway: { origin }, police, socialBoard }: OpenTown,
): void {
  narrator.chapter({ sv: 'Logga in', en: 'Sign in' })
  narrator.say({
    sv: `Öppna ${origin} i en webbläsare, välj verksamhet och tryck på ett namn. Ingen finns på riktigt, och inget lösenord behövs.`,
    en: `Open ${origin} in a browser, choose an agency and press a name. Nobody of them exists, and no password is needed.`,
  })
  for (const { agency } of [police, socialBoard]) showPeople(narrator, agency)
}

function showPeople(narrator: Narrator, agency: TownAgency): void {
  narrator.blank()
  narrator.say(agency.name)
  for (const { name, about } of listPeople(agency))
    narrator.say({ sv: `– ${name}: ${about.sv}`, en: `– ${name}: ${about.en}` })
}

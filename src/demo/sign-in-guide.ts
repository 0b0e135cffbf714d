import type { LocalText } from '../protocol/statements/local-text.ts'
import type { BuiltAgency } from './build-town.ts'
import { runAs } from './command-line.ts'
import type { Narrator } from './narrator.ts'
import type { OpenTown } from './open-town.ts'
import { listPeople } from './people.ts'

/** Stands in the commands for the fingerprint that the browser shows. */
const FINGERPRINT: LocalText = { sv: 'KONTROLLTAL', en: 'FINGERPRINT' }

/** Says where to sign in with a browser, as whom, and how the keys that are made there are admitted. */
export function showSignIn(
  narrator: Narrator,
  { gateway: { origin }, police, socialBoard }: OpenTown,
): void {
  narrator.chapter({ sv: 'Logga in', en: 'Sign in' })
  narrator.say({
    sv: `Öppna ${origin} i en webbläsare, välj verksamhet och tryck på ett namn. Ingen finns på riktigt, och inget lösenord behövs.`,
    en: `Open ${origin} in a browser, choose an agency and press a name. Nobody of them exists, and no password is needed.`,
  })
  narrator.blank()
  narrator.say({
    sv: `Första gången skapar webbläsaren egna nycklar, och en behörighetsansvarig släpper in dem i ett telefonsamtal. Här är du båda två: skriv raden under namnet i ett annat fönster, med webbläsarens kontrolltal i stället för ${FINGERPRINT.sv}. Kontrolltalet som kommer tillbaka skriver du in i webbläsaren.`,
    en: `The first time the browser makes keys of its own, and a custodian admits them in a telephone call. Here you are both: type the line below the name in another window, with the browser’s fingerprint in place of ${FINGERPRINT.en}. The fingerprint that comes back you type into the browser.`,
  })
  for (const agency of [police, socialBoard]) showPeople(narrator, agency)
}

function showPeople(narrator: Narrator, built: BuiltAgency): void {
  const { agency } = built
  narrator.blank()
  narrator.say({ sv: `– ${agency.name.sv} –`, en: `– ${agency.name.en} –` })
  for (const { sub, name, about } of listPeople(agency)) {
    narrator.blank()
    narrator.say({ sv: `${name}: ${about.sv}`, en: `${name}: ${about.en}` })
    narrator.show([admission(built, sub, name, FINGERPRINT[narrator.language])])
  }
}

/** What a custodian types while the person reads the fingerprint out. */
function admission(built: BuiltAgency, sub: string, name: string, fingerprint: string): string {
  const { members, newcomers } = built.agency
  const { assignments } = [...members, ...newcomers].find(({ slug }) => slug === sub)!
  const isMember = members.some(({ slug }) => slug === sub)
  const words = [
    `member admit ${sub}-web ${fingerprint} --name "${name}"`,
    ...assignments.map((one) => `--function ${one.function}`),
    ...new Set(assignments.flatMap(({ roles }) => roles.map((role) => `--role ${role}`))),
    ...(isMember ? [`--device-of ${sub}`] : []),
    '--hand-over',
  ].join(' ')
  return `${runAs(built, words)} && ${runAs(built, 'roster publish')}`
}

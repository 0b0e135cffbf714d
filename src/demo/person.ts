import { openSession } from '../cli/session.ts'
import type { Session } from '../cli/session.ts'
import type { Language } from '../protocol/statements/local-text.ts'
import type { BuiltAgency } from './build-town.ts'
import { quietContext } from './build-town.ts'

/** A person of the story at work: signed in, keys open. */
export interface Person {
  readonly name: string
  readonly slug: string
  /** The function that the person works in. */
  readonly function: string
  readonly agency: BuiltAgency
  readonly session: Session
}

/** Signs a member in, as every `sluss` command does: passphrase, token, verified directory. */
export async function signIn(
  agency: BuiltAgency,
  slug: string,
  language: Language,
): Promise<Person> {
  const member = agency.agency.members.find((one) => one.slug === slug)
  if (member === undefined) throw new TypeError(`${agency.agency.id} has no ${slug}`)
  const context = quietContext(agency.actor, language)
  const session = await openSession(agency.created.folder, slug, context)
  return {
    name: member.name,
    slug,
    function: `${agency.agency.id}/${member.assignments[0]!.function}`,
    agency,
    session,
  }
}

import type { Directory } from '../../client/directory.ts'
import type { AgencyState } from '../../protocol/agency-state.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Desk } from './desk.ts'

/** What things are called, as the agencies' custodians have signed it; of members only those of the own agency. */
export interface Names {
  readonly agencies: Readonly<Record<string, LocalText>>
  /** By function id. */
  readonly functions: Readonly<Record<string, LocalText>>
  readonly members: Readonly<Record<Uuid, string>>
  /** The one who reads. */
  readonly me: Uuid
}

/** The names that a member may see. */
export async function namesOf({ agency, member, directory }: Desk): Promise<Names> {
  const known = await directory()
  const states = [...known.states.values()]
  return {
    agencies: Object.fromEntries(states.map((state) => [state.agency, state.root.payload.name])),
    functions: Object.fromEntries(states.flatMap(functionNames)),
    members: memberNames(known, agency),
    me: member,
  }
}

/** What a function is called with its agency. Undefined: no roster here names it. */
export function sideName(id: string, { agencies, functions }: Names): LocalText | undefined {
  const agency = id.split('/')[0]!
  if (!Object.hasOwn(agencies, agency) || !Object.hasOwn(functions, id)) return undefined
  const [of, own] = [agencies[agency]!, functions[id]!]
  return { sv: `${of.sv}, ${own.sv}`, en: `${of.en}, ${own.en}` }
}

function functionNames(state: AgencyState): [string, LocalText][] {
  return [...state.functions].map(([id, { payload }]) => [id, payload.name])
}

function memberNames({ states }: Directory, agency: string): Record<Uuid, string> {
  const members = [...(states.get(agency)?.members.values() ?? [])]
  return Object.fromEntries(members.map(({ payload }) => [payload.member, payload.name]))
}

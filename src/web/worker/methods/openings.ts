import type { OwnOpenings } from '../../../client/work.ts'
import { deskOf } from '../desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** What the member has opened in a month, and what the functions are called. */
export interface NamedOpenings {
  readonly openings: OwnOpenings
  readonly names: Names
}

/** "Mina öppningar". */
export const openingsMethods = {
  'openings.list': async (
    session: Session,
    { month }: { readonly month?: string },
  ): Promise<NamedOpenings> => {
    const desk = deskOf(session)
    const [openings, names] = await Promise.all([session.gateway.openings(month), namesOf(desk)])
    return { openings, names }
  },
}

import type { Asking } from '../../../client/gateway-work.ts'
import { loadAgency } from '../../../client/directory.ts'
import { loadWork } from '../../../client/proven-work.ts'
import type { WaitingNumbers, Work } from '../../../client/work.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import type { MemberRole } from '../../../protocol/vocabulary.ts'
import { deskOf } from '../desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** A function that the member acts in. */
export interface OwnFunction {
  readonly id: string
  readonly name: LocalText
  readonly roles: readonly MemberRole[]
}

/** What waits, and what everything in it is called. */
export interface NamedWork {
  readonly work: Work
  readonly names: Names
}

/** The first screen: what waits for the member's functions. */
export const inboxMethods = {
  /** The functions that the member acts in, as the custodians have signed it. */
  'inbox.functions': async (session: Session): Promise<readonly OwnFunction[]> => {
    const { agency, member, directory } = deskOf(session)
    const state = loadAgency(await directory(), agency)
    const own = [...state.members.values()].filter(({ payload }) => payload.member === member)
    const roles = new Map<string, Set<MemberRole>>()
    for (const { function: id, roles: some } of own.flatMap(({ payload }) => payload.assignments))
      roles.set(id, new Set([...(roles.get(id) ?? []), ...some]))
    return [...roles].flatMap(([id, some]) => {
      const name = state.functions.get(id)?.payload.name
      return name === undefined ? [] : [{ id, name, roles: [...some] }]
    })
  },

  'inbox.work': async (
    session: Session,
    {
      function: id,
      most,
      ...asking
    }: Asking & { readonly function: string; readonly most?: number },
  ): Promise<NamedWork> => {
    const desk = deskOf(session)
    const directory = await desk.directory()
    const [work, names] = await Promise.all([
      loadWork(session.gateway, { function: id, directory, asking, most }),
      namesOf(desk),
    ])
    return { work, names }
  },

  'inbox.numbers': (session: Session): Promise<readonly WaitingNumbers[]> => {
    deskOf(session)
    return session.gateway.waitingNumbers()
  },
}

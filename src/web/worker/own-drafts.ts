import { buildDraftDesk } from '../../client/draft-desk.ts'
import type { DraftDesk } from '../../client/draft-desk.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import type { Session } from './session.ts'

/** What each unlocked desk knows of its drafts; gone when it is locked. */
const draftDesks = new WeakMap<Desk, DraftDesk>()

/** The member's drafts, as this tab works with them. Throws ClientError `locked`. */
export function ownDrafts(session: Session): DraftDesk {
  const desk = deskOf(session)
  const known = draftDesks.get(desk)
  if (known !== undefined) return known
  const { draftRoots: roots, agency, member } = desk
  const made = buildDraftDesk({ gateway: session.gateway, roots, agency, member, clock: Date.now })
  draftDesks.set(desk, made)
  return made
}

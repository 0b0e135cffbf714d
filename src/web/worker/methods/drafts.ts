import { buildDraftDesk } from '../../../client/draft-desk.ts'
import type { DraftDesk, DraftSummary } from '../../../client/draft-desk.ts'
import { encodeUtf8 } from '../../../protocol/bytes.ts'
import { parseJson } from '../../../protocol/json.ts'
import type { JsonValue } from '../../../protocol/json.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import { deskOf } from '../desk.ts'
import type { Desk } from '../desk.ts'
import type { Session } from '../session.ts'

/** What each unlocked desk knows of its drafts; gone when it is locked. */
const draftDesks = new WeakMap<Desk, DraftDesk>()

function draftDeskOf(session: Session): DraftDesk {
  const desk = deskOf(session)
  const known = draftDesks.get(desk)
  if (known !== undefined) return known
  const { root, agency, member } = desk
  const made = buildDraftDesk({ gateway: session.gateway, root, agency, member, clock: Date.now })
  draftDesks.set(desk, made)
  return made
}

interface OfDraft {
  readonly id: Uuid
}

/** Drafts: sealed here, kept at the gateway for a week. */
export const draftsMethods = {
  'drafts.list': (session: Session): Promise<readonly DraftSummary[]> =>
    draftDeskOf(session).list(),

  /** Nothing is kept before it is saved. */
  'drafts.begin': async (session: Session): Promise<OfDraft> => ({
    id: draftDeskOf(session).begin(),
  }),

  'drafts.load': async (session: Session, { id }: OfDraft): Promise<JsonValue> =>
    parseJson(encodeUtf8(await draftDeskOf(session).load(id))),

  'drafts.save': async (
    session: Session,
    { id, content }: OfDraft & { readonly content: JsonValue },
  ): Promise<{ readonly savedAt: number }> => {
    await draftDeskOf(session).save(id, JSON.stringify(content))
    return { savedAt: Date.now() }
  },

  'drafts.discard': (session: Session, { id }: OfDraft): Promise<void> =>
    draftDeskOf(session).discard(id),
}

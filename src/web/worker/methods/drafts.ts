import type { DraftSummary } from '../../../client/draft-desk.ts'
import { encodeUtf8 } from '../../../protocol/bytes.ts'
import { parseJson } from '../../../protocol/json.ts'
import type { JsonValue } from '../../../protocol/json.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import { ownDrafts } from '../own-drafts.ts'
import type { Session } from '../session.ts'

interface OfDraft {
  readonly id: Uuid
}

/** Drafts: sealed here, kept at the gateway for a week. */
export const draftsMethods = {
  'drafts.list': (session: Session): Promise<readonly DraftSummary[]> => ownDrafts(session).list(),

  /** Nothing is kept before it is saved. */
  'drafts.begin': async (session: Session): Promise<OfDraft> => ({
    id: ownDrafts(session).begin(),
  }),

  'drafts.load': async (session: Session, { id }: OfDraft): Promise<JsonValue> =>
    parseJson(encodeUtf8(await ownDrafts(session).load(id))),

  'drafts.save': async (
    session: Session,
    { id, content }: OfDraft & { readonly content: JsonValue },
  ): Promise<{ readonly savedAt: number }> => {
    await ownDrafts(session).save(id, JSON.stringify(content))
    return { savedAt: Date.now() }
  },

  'drafts.discard': (session: Session, { id }: OfDraft): Promise<void> =>
    ownDrafts(session).discard(id),
}

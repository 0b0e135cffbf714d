import { encodeUtf8, parseUtf8 } from '../protocol/bytes.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { ClientError } from './errors.ts'
import type { GatewayWork } from './gateway-work.ts'
import { openDraft, readSequence, sealDraft } from './sealed-draft.ts'

/** A draft that can be gone on with. */
export interface DraftSummary {
  readonly id: Uuid
  readonly savedAt: string
}

/** A member's drafts, as one tab works with them. */
export interface DraftDesk {
  /** Oldest first. */
  readonly list: () => Promise<readonly DraftSummary[]>
  /** The id of a draft that is saved for the first time by `save`. */
  readonly begin: () => Uuid
  /** The text as it was saved last. Throws `draft-unreadable`, `not-found`. */
  readonly load: (id: Uuid) => Promise<string>
  /**
   * Saves a draft that this tab has begun or loaded. Saves of one draft wait for each other. Throws `draft-changed` when another tab
   * was first, `draft-gone`, `drafts-full`; after `gateway-unreachable` the same may be tried again.
   */
  readonly save: (id: Uuid, text: string) => Promise<void>
  readonly discard: (id: Uuid) => Promise<void>
}

interface DeskOptions {
  readonly gateway: Pick<GatewayWork, 'drafts' | 'draft' | 'saveDraft' | 'discardDraft'>
  /** Of the member's vault. */
  readonly root: Uint8Array
  readonly agency: string
  readonly member: Uuid
  /** ms since 1970. */
  readonly clock: () => number
}

/** One draft in this tab. */
interface Sheet {
  /** How many times it is known to be saved. */
  saved: number
  /** What was sent and not answered: it may be there. Sent again before anything else, so that this tab never conflicts with itself. */
  unsure: Uint8Array | undefined
  /** The save that is under way. */
  last: Promise<void>
}

/** Builds the desk. Nothing is sent before a method is called. */
export function buildDraftDesk({ gateway, root, agency, member, clock }: DeskOptions): DraftDesk {
  const sheets = new Map<Uuid, Sheet>()
  const placeOf = (id: Uuid, sequence: number) => ({ agency, member, id, sequence })

  function sheetOf(id: Uuid): Sheet {
    const sheet = sheets.get(id)
    if (sheet === undefined) throw new TypeError('a draft is begun or loaded before it is saved')
    return sheet
  }

  async function send(id: Uuid, sheet: Sheet, bytes: Uint8Array): Promise<void> {
    sheet.unsure = bytes
    try {
      await gateway.saveDraft(id, sheet.saved + 1, bytes)
    } catch (error) {
      // A refusal is an answer; of anything else it is not known whether it was saved.
      if (error instanceof ClientError && error.problem !== undefined && error.problem.status < 500)
        sheet.unsure = undefined
      throw error
    }
    sheet.saved += 1
    sheet.unsure = undefined
  }

  return {
    list: async () => (await gateway.drafts()).map(({ id, savedAt }) => ({ id, savedAt })),
    begin() {
      const id = newUuid(clock())
      sheets.set(id, { saved: 0, unsure: undefined, last: Promise.resolve() })
      return id
    },
    async load(id) {
      const bytes = await gateway.draft(id)
      const saved = readSequence(bytes)
      const text = parseUtf8(openDraft(root, placeOf(id, saved), bytes))
      sheets.set(id, { saved, unsure: undefined, last: Promise.resolve() })
      return text
    },
    save(id, text) {
      const sheet = sheetOf(id)
      const saving = sheet.last.then(async () => {
        if (sheet.unsure !== undefined) await send(id, sheet, sheet.unsure)
        await send(id, sheet, sealDraft(root, placeOf(id, sheet.saved + 1), encodeUtf8(text)))
      })
      sheet.last = saving.catch(() => {})
      return saving
    },
    async discard(id) {
      await sheets.get(id)?.last
      await gateway.discardDraft(id)
      sheets.delete(id)
    },
  }
}

import { encodeUtf8, parseUtf8 } from '../protocol/bytes.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { ClientError } from './errors.ts'
import type { GatewayWork } from './gateway-work.ts'
import { openDraft, readSequence, sealDraft } from './sealed-draft.ts'
import type { DraftPlace } from './sealed-draft.ts'

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
  /** Seals under the newest root what was saved under a former one, so that whoever has that one reads nothing of it any more. */
  readonly renew: () => Promise<void>
}

interface DeskOptions {
  readonly gateway: Pick<GatewayWork, 'drafts' | 'draft' | 'saveDraft' | 'discardDraft'>
  /** Of the member's vault: the one to seal under, and those that drafts may still be under. */
  readonly roots: () => readonly Uint8Array[]
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
export function buildDraftDesk({ gateway, roots, agency, member, clock }: DeskOptions): DraftDesk {
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

  /** After what this tab has under way, and what of it is not known to be saved. */
  function inTurn(id: Uuid, sheet: Sheet, act: (sheet: Sheet) => Promise<void>): Promise<void> {
    const acting = sheet.last.then(async () => {
      if (sheet.unsure !== undefined) await send(id, sheet, sheet.unsure)
      await act(sheet)
    })
    sheet.last = acting.catch(() => {})
    return acting
  }

  const seal = (id: Uuid, sheet: Sheet, text: Uint8Array) =>
    sealDraft(roots()[0]!, placeOf(id, sheet.saved + 1), text)

  async function renewOne(id: Uuid, sheet: Sheet): Promise<void> {
    const bytes = await gateway.draft(id)
    const saved = readSequence(bytes)
    const { text, isNewest } = openUnder(roots(), placeOf(id, saved), bytes)
    if (isNewest) return
    // Of a draft that another tab has saved since, this tab's own state stays the older one: its next save is told.
    const renewed: Sheet = saved === sheet.saved ? sheet : { ...sheet, saved }
    await send(id, renewed, seal(id, renewed, text))
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
      const { text } = openUnder(roots(), placeOf(id, saved), bytes)
      sheets.set(id, { saved, unsure: undefined, last: Promise.resolve() })
      return parseUtf8(text)
    },
    save: (id, text) =>
      inTurn(id, sheetOf(id), (sheet) => send(id, sheet, seal(id, sheet, encodeUtf8(text)))),
    async discard(id) {
      await sheets.get(id)?.last
      await gateway.discardDraft(id)
      sheets.delete(id)
    },
    async renew() {
      for (const { id } of await gateway.drafts()) {
        const sheet = sheets.get(id) ?? { saved: 0, unsure: undefined, last: Promise.resolve() }
        await inTurn(id, sheet, () => renewOne(id, sheet)).catch(passOver)
      }
    },
  }
}

/** Opens a draft under the first of these roots that it is sealed under. Throws `draft-unreadable`. */
function openUnder(
  roots: readonly Uint8Array[],
  place: DraftPlace,
  bytes: Uint8Array,
): { readonly text: Uint8Array; readonly isNewest: boolean } {
  const [newest, ...former] = roots
  try {
    return { text: openDraft(newest!, place, bytes), isNewest: true }
  } catch (error) {
    if (former.length === 0) throw error
    return { text: openUnder(former, place, bytes).text, isNewest: false }
  }
}

/** What another tab has changed or discarded meanwhile, and what does not open, needs nothing more. */
function passOver(error: unknown): void {
  const isTold = error instanceof ClientError && PASSED_OVER.has(error.code)
  if (!isTold) throw error
}

const PASSED_OVER = new Set(['draft-changed', 'draft-gone', 'draft-unreadable', 'not-found'])

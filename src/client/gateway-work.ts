import { parseBase64url } from '../protocol/base64url.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { AnswerReader } from './answer-reader.ts'
import { requestBytes, requestJson } from './http.ts'
import type { Transport } from './http.ts'
import { parseCases, parseNumbers, parseOpenings, parseThread, parseWork } from './work.ts'
import type { CasePage, ClaimedThread, ClaimedWork, OwnOpenings, WaitingNumbers } from './work.ts'

/** How something is asked for. */
export interface Asking {
  /** By the program itself, because something has changed: no sign that somebody is there. */
  readonly passive?: boolean
}

/** A draft as it is listed. */
export interface StoredDraft {
  readonly id: Uuid
  readonly sequence: number
  readonly savedAt: string
  readonly size: number
}

/** Whose notes, and about which case. */
export interface NotesAbout {
  readonly function: string
  readonly case: string
}

/** A note as it is listed. */
export interface SealedNote {
  readonly id: Uuid
  /** Whoever sent it, as the gateway says; the note opens only if it is so. */
  readonly member: Uuid
  readonly savedAt: Time
  readonly sealed: Uint8Array
}

/** A note about one of the function's own messages, as it is listed. */
export interface SealedTask extends SealedNote {
  readonly case: string
  /** The message. */
  readonly about: Uuid
}

/** What has changed since a place in the log. */
export interface Changes {
  readonly cursor: string
  readonly changes: readonly { readonly function: string; readonly cursor: string }[]
}

/** What the screens ask of a gateway; one method for one request, with the same errors as all of `GatewayClient`. */
export interface GatewayWork {
  /** At most so many under each heading; unless it is said, as many as the gateway gives. */
  readonly work: (id: string, asking?: Asking, most?: number) => Promise<ClaimedWork>
  readonly waitingNumbers: () => Promise<readonly WaitingNumbers[]>
  readonly cases: (id: string, cursor?: string) => Promise<CasePage>
  readonly thread: (caseReference: string, asking?: Asking) => Promise<ClaimedThread>
  /** Of a month, `YYYY-MM`; of this one unless given. */
  readonly openings: (month?: string) => Promise<OwnOpenings>
  readonly drafts: () => Promise<readonly StoredDraft[]>
  /** As it was sealed. */
  readonly draft: (id: Uuid) => Promise<Uint8Array>
  readonly saveDraft: (id: Uuid, sequence: number, sealed: Uint8Array) => Promise<void>
  readonly discardDraft: (id: Uuid) => Promise<void>
  /** A function's notes about a case, as they were sealed. */
  readonly notes: (about: NotesAbout) => Promise<readonly SealedNote[]>
  /** `message`: one of the function's own, which makes the note a task. */
  readonly addNote: (
    about: NotesAbout,
    id: Uuid,
    sealed: Uint8Array,
    message?: Uuid,
  ) => Promise<void>
  /** A function's notes about its own messages that still stand. */
  readonly tasks: (id: string, asking?: Asking) => Promise<readonly SealedTask[]>
  readonly changes: (after: string) => Promise<Changes>
}

/** Builds these methods. Nothing is sent before one is called. */
export function buildGatewayWork(transport: Transport): GatewayWork {
  const get = (path: string, asking: Asking = {}) =>
    requestJson(transport, { method: 'GET', path, ...asking })
  const onNotes = ({ case: reference, function: id }: NotesAbout, note = '') =>
    `/v1/cases/${encodeURIComponent(reference)}/notes${note}?function=${encodeURIComponent(id)}`
  const onDraft = (id: Uuid) => `/v1/drafts/${encodeURIComponent(id)}`
  return {
    work: async (id, asking, most) => {
      const query = new URLSearchParams({ function: id, ...(most && { most: String(most) }) })
      return parseWork(await get(`/v1/inbox/work?${query}`, asking))
    },
    waitingNumbers: async () => parseNumbers(await get('/v1/inbox/numbers', { passive: true })),
    cases: async (id, cursor) => {
      const query = new URLSearchParams({ function: id, ...(cursor !== undefined && { cursor }) })
      return parseCases(await get(`/v1/cases?${query}`))
    },
    thread: async (reference, asking) =>
      parseThread(await get(`/v1/cases/${encodeURIComponent(reference)}`, asking)),
    openings: async (month) =>
      parseOpenings(await get(`/v1/openings${month === undefined ? '' : `?month=${month}`}`)),
    drafts: async () =>
      new AnswerReader(await get('/v1/drafts')).list('items', (item) => ({
        id: item.text('id'),
        sequence: item.count('sequence'),
        savedAt: item.time('savedAt'),
        size: item.count('size'),
      })),
    draft: (id) => requestBytes(transport, { method: 'GET', path: onDraft(id) }),
    saveDraft: async (id, sequence, bytes) => {
      await requestBytes(transport, {
        method: 'PUT',
        path: `${onDraft(id)}?sequence=${sequence}`,
        body: { type: 'application/octet-stream', bytes },
      })
    },
    discardDraft: async (id) => {
      await requestBytes(transport, { method: 'DELETE', path: onDraft(id) })
    },
    notes: async (about) => new AnswerReader(await get(onNotes(about))).list('items', readNote),
    tasks: async (id, asking) => {
      const answer = await get(`/v1/tasks?function=${encodeURIComponent(id)}`, asking)
      return new AnswerReader(answer).list('items', (item) => ({
        ...readNote(item),
        case: item.text('case'),
        about: item.text('about'),
      }))
    },
    addNote: async (about, id, bytes, message) => {
      await requestBytes(transport, {
        method: 'PUT',
        path: `${onNotes(about, `/${encodeURIComponent(id)}`)}${message === undefined ? '' : `&about=${message}`}`,
        body: { type: 'application/octet-stream', bytes },
      })
    },
    changes: async (after) => {
      const answer = new AnswerReader(await get(`/v1/changes?after=${after}`, { passive: true }))
      return {
        cursor: answer.text('cursor'),
        changes: answer.list('changes', (item) => ({
          function: item.text('function'),
          cursor: item.text('cursor'),
        })),
      }
    },
  }
}

function readNote(item: AnswerReader): SealedNote {
  return {
    id: item.text('id'),
    member: item.text('member'),
    savedAt: item.time('savedAt'),
    sealed: parseBase64url(item.text('sealed')),
  }
}

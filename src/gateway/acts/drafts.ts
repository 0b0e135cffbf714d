import type { FastifyBaseLogger } from 'fastify'
import type { Writer } from '../../audit/write-item.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Db } from '../../storage/db.ts'
import {
  deleteDraft,
  expireDrafts,
  findDraft,
  listDrafts,
  saveDraft,
} from '../../storage/drafts.ts'
import type { DraftConflict, DraftSummary } from '../../storage/drafts.ts'
import type { Actor } from '../actor.ts'
import { listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { GatewayErrorCode } from '../errors.ts'
import type { Gate } from '../gate.ts'

/** ms for which a draft is kept after it was saved last. */
export const DRAFT_KEPT = 7 * 24 * 3_600_000

/** Drafts of one member. */
const MOST = 50

const CONFLICTS: Readonly<Record<DraftConflict, GatewayErrorCode>> = {
  changed: 'draft-changed',
  gone: 'draft-gone',
  full: 'drafts-full',
}

/** A draft to save: sealed bytes, of which nothing is known here. */
export interface DraftToSave {
  readonly id: Uuid
  readonly sequence: number
  readonly bytes: Uint8Array
}

/**
 * Saves a member's draft for the `sequence`th time. Safe to repeat. Throws `draft-changed` when another tab was first, `draft-gone`,
 * `drafts-full`. Not recorded: a draft is nobody's but its writer's, and says nothing to anybody.
 */
export async function keepDraft(gate: Gate, actor: Actor, draft: DraftToSave): Promise<void> {
  listAssignments(gate, actor)
  const now = gate.clock()
  const conflict = await saveDraft(gate.db, { ...actor, ...draft, now, most: MOST })
  if (conflict !== null) throw new GatewayError(CONFLICTS[conflict], 'the draft was not saved')
}

/** The member's drafts, oldest first. */
export async function listOwnDrafts(gate: Gate, actor: Actor): Promise<DraftSummary[]> {
  listAssignments(gate, actor)
  return listDrafts(gate.db, actor, gate.clock() - DRAFT_KEPT)
}

/** The sealed bytes of one of the member's drafts. Throws `not-found`. */
export async function loadDraft(gate: Gate, actor: Actor, id: Uuid): Promise<Uint8Array> {
  listAssignments(gate, actor)
  const found = await findDraft(gate.db, { ...actor, id }, gate.clock() - DRAFT_KEPT)
  if (found === undefined) throw new GatewayError('not-found', 'no such draft')
  return found
}

/** Deletes one of the member's drafts, with a record that one was; that there was none is no fault. */
export async function discardDraft(gate: Gate, actor: Actor, id: Uuid): Promise<void> {
  listAssignments(gate, actor)
  if (!(await deleteDraft(gate.db, { ...actor, id }))) return
  await gate.writer.append({
    kind: 'event',
    event: 'drafts.deleted',
    agency: actor.agency,
    actor: actor.member,
    counts: { drafts: 1 },
  })
}

interface ExpireDeps {
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: FastifyBaseLogger
}

/**
 * Deletes the drafts that nobody has saved for a week, and records how many. Should the process end between the two, they are gone
 * without a record: nothing that anybody could prove rested on them. Never rejects.
 */
export async function expireOldDrafts({ db, writer, clock, log }: ExpireDeps): Promise<void> {
  try {
    const drafts = await expireDrafts(db, clock())
    if (drafts === 0) return
    await writer.append({
      kind: 'event',
      event: 'drafts.deleted',
      agency: null,
      actor: null,
      counts: { drafts },
    })
  } catch (err) {
    log.error({ err }, 'old drafts were not deleted, or not recorded')
  }
}

import { randomBytes } from '../protocol/random.ts'
import { DRAFT_ROOT_SIZE } from './sealed-draft.ts'

/** What drafts are sealed under. */
export interface DraftRoot {
  /** 32 random bytes. */
  readonly root: Uint8Array
  /** Until when drafts under it may still be there, in ms since 1970; null for the one that drafts are sealed under now. */
  readonly until: number | null
}

/** ms: a draft is kept for a week, and a tab that was open at the change may have saved under the former one for a working day. */
const FORMER = 8 * 24 * 3_600_000

/** More changes in a week than anybody makes. */
const MOST = 4

/** The first root of a vault. */
export function newDraftRoots(): readonly DraftRoot[] {
  return [{ root: randomBytes(DRAFT_ROOT_SIZE), until: null }]
}

/** Another root, in front of those that still open what was saved before. `now` in ms since 1970. */
export function renewDraftRoots(roots: readonly DraftRoot[], now: number): readonly DraftRoot[] {
  const former = roots.map(({ root, until }) => ({ root, until: until ?? now + FORMER }))
  return [...newDraftRoots(), ...former.filter(({ until }) => until > now)].slice(0, MOST)
}

/** The root to seal under, and after it those that drafts may still be under at `now` (ms since 1970). */
export function listOpeningRoots(roots: readonly DraftRoot[], now: number): readonly Uint8Array[] {
  return roots.filter(({ until }) => until === null || until > now).map(({ root }) => root)
}

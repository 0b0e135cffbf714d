/**
 * The newest checkpoint that a quorum of the witnesses has cosigned. Anybody may ask, and finding it costs signatures to verify: so
 * it is looked for at most once a second, once for all who ask meanwhile, among few, and from the last one found.
 *
 * @module
 */
import type { StoredHead } from '../audit/store.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { addSignatures } from '../protocol/tlog/note.ts'
import { countLeast, isWitnessedBy, listCosignatures } from '../protocol/tlog/policy.ts'
import type { LogPolicy, Witnessed } from '../protocol/tlog/policy.ts'
import { findCheckpointAt } from '../storage/checkpoints.ts'
import { listCosigned } from '../storage/cosignatures.ts'
import type { Db } from '../storage/db.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** What checkpoints are read and cosigned with. */
export interface LogGate {
  readonly db: Db
  readonly witnesses: WitnessPolicy | null
}

/** Checkpoints with enough lines whose lines are verified in one search. */
const MOST = 16
/** ms for which an answer holds; longer where finding it took long. */
const FRESH_MS = 1_000
const REST = 20

/** A search that runs, or has ended. */
interface Search {
  readonly result: Promise<StoredHead | undefined>
  /** By `performance.now()`; infinite while it runs. */
  freshUntil: number
}

/** The last search of each year, as long as the policy is used. */
const SEARCHES = new WeakMap<WitnessPolicy, Map<number, Search>>()

/** The newest checkpoint of a year with a quorum, its note with the cosignatures; undefined if there is none. */
export function findQuorumNote(
  { db, witnesses }: LogGate,
  year: number,
): Promise<StoredHead | undefined> {
  if (witnesses === null) return Promise.resolve(undefined)
  const searches = SEARCHES.get(witnesses) ?? new Map<number, Search>()
  SEARCHES.set(witnesses, searches)
  const last = searches.get(year)
  if (last !== undefined && performance.now() < last.freshUntil) return last.result
  const began = performance.now()
  const result = (last?.result ?? Promise.resolve(undefined))
    .catch(() => undefined)
    .then((before) => search(db, witnesses, year, before))
  const next: Search = { result, freshUntil: Number.POSITIVE_INFINITY }
  searches.set(year, next)
  const end = () => {
    const now = performance.now()
    next.freshUntil = now + Math.max(FRESH_MS, REST * (now - began))
  }
  result.then(end, end)
  return result
}

/** From the last one found, whose cosignatures may have been renewed. */
async function search(
  db: Db,
  { policy, keys }: WitnessPolicy,
  year: number,
  before: StoredHead | undefined,
): Promise<StoredHead | undefined> {
  const range = { year, from: before?.size ?? 1, most: MOST, least: countLeast(policy) }
  for (const { size, note: own, lines } of await listCosigned(db, range, keys)) {
    const { note, witnesses } = addValid(own, lines, policy)
    if (!isWitnessedBy(policy, policy.quorum, witnesses)) continue
    const head = await findCheckpointAt(db, year, size)
    return head && { ...head, note }
  }
  return before
}

/**
 * The note with those of these lines that are cosignatures of it by witnesses of the policy, and whose. A line that is none was
 * put into the database by somebody else: it is left out, and the next publication replaces it.
 */
export function addValid(
  note: string,
  lines: readonly string[],
  policy: LogPolicy,
): { readonly note: string; readonly witnesses: ReadonlySet<string> } {
  const found = lines.flatMap((line) => listValid(note, line, policy))
  return {
    note: addSignatures(
      note,
      found.map(({ line }) => line),
    ),
    witnesses: new Set(found.map(({ witness }) => witness)),
  }
}

function listValid(note: string, line: string, policy: LogPolicy): readonly Witnessed[] {
  try {
    return listCosignatures(addSignatures(note, [line]), policy)
  } catch (error) {
    if (error instanceof ProtocolError) return []
    throw error
  }
}

import { isJsonObject } from '../protocol/json.ts'
import type { KeptRoster, KeptRosters } from './directory.ts'
import { ClientError } from './errors.ts'
import { isKeptLaw } from './kept-law.ts'
import type { KeptLaw } from './kept-law.ts'
import { isUnwitnessed } from './witnessed.ts'
import type { Unwitnessed } from './witnessed.ts'

/** What a client keeps between runs so that nobody can show it an older world. Holds no secrets. */
export interface Kept {
  readonly rosters: KeptRosters
  /** The largest checkpoint seen, as a signed note. */
  readonly checkpoint?: string
  /** How much of it the witnesses have not signed, as far as was seen. */
  readonly unwitnessed?: Unwitnessed
  /** The law computed under last. */
  readonly law?: KeptLaw
}

/** Nothing kept yet. */
export const NOTHING_KEPT: Kept = { rosters: {} }

/** What is kept, from the beginning with the law that was pinned. */
export function keptSince(law: KeptLaw | null | undefined, kept: Kept): Kept {
  return kept.law !== undefined || !law ? kept : { ...kept, law }
}

/** Reads what was kept. Throws `kept-invalid` if somebody has written something else there. */
export function parseKept(value: unknown): Kept {
  if (!isJsonObject(value)) throw invalid()
  const { rosters, checkpoint, unwitnessed, law } = value
  if (!isJsonObject(rosters) || !Object.values(rosters).every(isKeptRoster)) throw invalid()
  if (checkpoint !== undefined && typeof checkpoint !== 'string') throw invalid()
  if (unwitnessed !== undefined && !isUnwitnessed(unwitnessed)) throw invalid()
  if (law !== undefined && !isKeptLaw(law)) throw invalid()
  return value as unknown as Kept
}

function isKeptRoster(value: unknown): value is KeptRoster {
  return (
    isJsonObject(value) &&
    typeof value['number'] === 'number' &&
    typeof value['digest'] === 'string' &&
    typeof value['root'] === 'string'
  )
}

function invalid(): ClientError {
  return new ClientError('kept-invalid', 'what was kept cannot be read')
}

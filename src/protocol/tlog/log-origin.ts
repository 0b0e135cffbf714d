import { ProtocolError } from '../errors.ts'
import type { NoteVerifier } from './note.ts'

/** `<name>/<year>`: a log begins anew every year under the same key. */
const YEARLY = /^(.+)\/(\d{4})$/

/** The year in a log's origin, undefined if it names none. */
export function findOriginYear(origin: string): number | undefined {
  const year = YEARLY.exec(origin)?.[2]
  return year === undefined ? undefined : Number(year)
}

/** The name that all years of a log share. */
export function lastingName(origin: string): string {
  return YEARLY.exec(origin)?.[1] ?? origin
}

/**
 * The key under which a log of this origin signs, when `pinned` is the key that was compared for any year of it, or for the
 * log without a year. Throws `checkpoint-origin-wrong` for another log.
 */
export function verifierForOrigin(pinned: NoteVerifier, origin: string): NoteVerifier {
  const isSameLog = origin === pinned.name || findOriginYear(origin) !== undefined
  if (!isSameLog || lastingName(origin) !== lastingName(pinned.name))
    throw new ProtocolError('checkpoint-origin-wrong', 'the checkpoint is of another log')
  return { name: origin, key: pinned.key }
}

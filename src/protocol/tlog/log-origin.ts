import { ProtocolError } from '../errors.ts'
import type { NoteVerifier } from './note.ts'

/** The year that ends the origin of a log by years, `<name>/<year>`; undefined if none does. */
export function findOriginYear(origin: string): number | undefined {
  const year = /.\/([1-9]\d{3})$/.exec(origin)?.[1]
  return year === undefined ? undefined : Number(year)
}

/**
 * The key under which checkpoints of this origin are signed, when `pinned` names the origin itself, or a log by years without
 * its year. Throws `checkpoint-origin-wrong` for another log.
 */
export function verifierForOrigin(pinned: NoteVerifier, origin: string): NoteVerifier {
  const year = findOriginYear(origin)
  if (pinned.name !== origin && (year === undefined || origin !== `${pinned.name}/${year}`))
    throw new ProtocolError('checkpoint-origin-wrong', 'the checkpoint is of another log')
  return { name: origin, key: pinned.key }
}

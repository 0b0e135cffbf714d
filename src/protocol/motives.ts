import { ProtocolError } from './errors.ts'
import type { ProtocolErrorCode } from './errors.ts'
import type { Head } from './statements/head.ts'
import type { ManifestPart } from './statements/manifest.ts'

/**
 * Checks the sealed motives of grounds and harm tests. A motive is for the sending side alone: its part is readable by
 * the sending function, and by its decision function if there is one, and by nobody else. Throws
 * `manifest-motive-unknown` (no such part, or of another category), `-mismatch` (another commitment), `-subject` (about
 * somebody else than what it is the motive of), `-readers` and `-unused` (a motive for nothing).
 */
export function verifyMotives(head: Head, parts: readonly ManifestPart[]): void {
  const motiveParts = new Map(
    parts.filter((part) => part.category === 'motive').map((part) => [part.id, part]),
  )
  const used = new Set<string>()
  for (const { subject, motive } of [...head.grounds, ...head.harmTests]) {
    if (motive === undefined) continue
    const part = motiveParts.get(motive.part)
    if (part === undefined) throw refused('manifest-motive-unknown')
    if (part.commitment !== motive.commitment) throw refused('manifest-motive-mismatch')
    if (part.subject !== subject) throw refused('manifest-motive-subject')
    used.add(part.id)
  }
  if (used.size < motiveParts.size) throw refused('manifest-motive-unused')
  for (const part of motiveParts.values()) verifyMotiveReaders(head, part)
}

function verifyMotiveReaders({ from, decisionFunction }: Head, { readers }: ManifestPart): void {
  const expected = new Set([from.function, decisionFunction ?? from.function])
  if (readers.length !== expected.size || !readers.every((reader) => expected.has(reader)))
    throw refused('manifest-motive-readers')
}

function refused(code: ProtocolErrorCode): ProtocolError {
  return new ProtocolError(code, 'a motive of the manifest is not as it must be')
}

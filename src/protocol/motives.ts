import { ProtocolError } from './errors.ts'
import type { ProtocolErrorCode } from './errors.ts'
import type { Head, MotiveReference } from './statements/head.ts'
import type { ManifestPart } from './statements/manifest.ts'

/**
 * Checks the sealed motives of grounds, harm tests and the guard’s hits. A motive is for the sending side alone: its part is readable by
 * the sending function, and by its decision function if there is one, and by nobody else. Throws
 * `manifest-motive-unknown` (no such part, or of another category), `-mismatch` (another commitment), `-subject` (about
 * somebody else than what it is the motive of), `-readers` and `-unused` (a motive for nothing).
 */
export function verifyMotives(head: Head, parts: readonly ManifestPart[]): void {
  const motiveParts = new Map(
    parts.filter((part) => part.category === 'motive').map((part) => [part.id, part]),
  )
  const used = new Set<string>()
  for (const { motive, concerns } of listMotives(head)) {
    if (motive === undefined) continue
    const part = motiveParts.get(motive.part)
    if (part === undefined) throw refused('manifest-motive-unknown')
    if (part.commitment !== motive.commitment) throw refused('manifest-motive-mismatch')
    if (!concerns(part.subject)) throw refused('manifest-motive-subject')
    used.add(part.id)
  }
  if (used.size < motiveParts.size) throw refused('manifest-motive-unused')
  for (const part of motiveParts.values()) verifyMotiveReaders(head, part)
}

interface StatedMotive {
  readonly motive: MotiveReference | undefined
  /** Whether it may be about a person. */
  readonly concerns: (subject: string) => boolean
}

/** The motives that a head states. Words in free text are nobody's in particular, but wait because somebody is protected. */
function listMotives({ grounds, harmTests, subjects, guard }: Head): StatedMotive[] {
  const isProtected = (id: string) =>
    subjects.some((one) => one.id === id && one.protection !== 'none')
  return [
    ...[...grounds, ...harmTests].map(({ subject, motive }) => ({
      motive,
      concerns: (id: string) => id === subject,
    })),
    { motive: guard.motive, concerns: isProtected },
  ]
}

function verifyMotiveReaders({ from, decisionFunction }: Head, { readers }: ManifestPart): void {
  const expected = new Set([from.function, decisionFunction ?? from.function])
  if (readers.length !== expected.size || !readers.every((reader) => expected.has(reader)))
    throw refused('manifest-motive-readers')
}

function refused(code: ProtocolErrorCode): ProtocolError {
  return new ProtocolError(code, 'a motive of the manifest is not as it must be')
}

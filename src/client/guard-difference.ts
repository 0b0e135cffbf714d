import type { JsonObject } from '../protocol/json.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { Head } from '../protocol/statements/head.ts'
import { guardStatement } from './guard/guard-statement.ts'
import { runGuard } from './guard/run-guard.ts'
import type { Difference } from './open-parts.ts'

/**
 * Runs the guard again on what the reader holds and compares it with the sender's statement. Who reads the whole document
 * must find exactly the stated hits; who reads some of it, no more of them. Another version of the guard may find other
 * things, and is reported as such; that it finds more than was stated is reported all the same, or a sender could hide words by naming a
 * version that nobody has.
 */
export function findGuardDifferences(
  type: MessageType,
  { guard: stated, subjects }: Pick<Head, 'guard' | 'subjects'>,
  opened: { readonly document: JsonObject; readonly isWhole: boolean },
): Difference[] {
  const found = guardStatement(runGuard(opened.document, type, subjects))
  const isSame = found.version === stated.version
  const countOf = (statement: Head['guard'], detector: string) =>
    statement.hits.find((hit) => hit.detector === detector)?.count ?? 0
  const detectors = [...found.hits, ...stated.hits].map((hit) => hit.detector)
  const disagrees = detectors.some((detector) => {
    const [here, there] = [countOf(found, detector), countOf(stated, detector)]
    return opened.isWhole && isSame ? here !== there : here > there
  })
  return [
    ...(isSame ? [] : [{ code: 'guard-version-differs' }]),
    ...(disagrees ? [{ code: 'guard-differs' }] : []),
  ]
}

import type { Actor } from './actor.ts'
import { listAssignments } from './checks/standing.ts'
import { GatewayError } from './errors.ts'
import type { Gate } from './gate.ts'
import { findDisclosure } from '../storage/disclosure.ts'
import type { StoredDisclosure } from '../storage/disclosure.ts'

/** A disclosure, and in which of his functions the acting member reads it. */
export type ReadableDisclosure = StoredDisclosure & { readonly reader: string }

/**
 * A disclosure that the acting member may know of: he is in the sending function, its decision function or a function that it
 * was released to. Throws `not-found` both when there is none and when it is somebody else's, along the same path.
 */
export async function loadReadable(
  gate: Pick<Gate, 'db' | 'directory' | 'clock' | 'findLevels'>,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<ReadableDisclosure> {
  const own = new Set(listAssignments(gate, actor).map((assignment) => assignment.function))
  const found = await findDisclosure(gate.db, actor.agency, id)
  // Release makes it available to the receivers, those of the sending agency too.
  const receivers = found?.releasedAt === undefined ? [] : found.to
  const parties = [...receivers, found?.from.function, found?.decisionFunction]
  const reader = parties.find((party) => party !== undefined && own.has(party))
  if (found === undefined || reader === undefined)
    throw new GatewayError('not-found', 'no such disclosure')
  return { ...found, reader }
}

import type { Actor } from './actor.ts'
import { listBarredCases } from '../storage/relation.ts'
import { listAssignments } from './checks/standing.ts'
import type { NoteConcern } from './concern.ts'
import { GatewayError } from './errors.ts'
import type { Gate } from './gate.ts'
import { findDisclosure } from '../storage/disclosure.ts'
import type { StoredDisclosure } from '../storage/disclosure.ts'

/** A disclosure, and in which of his functions the acting member reads it. */
export type ReadableDisclosure = StoredDisclosure & { readonly reader: string }

/** Somebody asks for a disclosure. */
interface ReadingRequest {
  readonly actor: Actor
  readonly id: string
  readonly noteConcern?: NoteConcern
}

/**
 * A disclosure that the acting member may know of: he is in the sending function, its decision function or a function that it
 * was released to. Throws `not-found` when there is none, when it is somebody else's, and when somebody has barred the member from its
 * case, along the same path.
 */
export async function loadReadable(
  gate: Pick<Gate, 'db' | 'directory' | 'clock' | 'findLevels'>,
  { actor, id, noteConcern }: ReadingRequest,
): Promise<ReadableDisclosure> {
  const own = new Set(listAssignments(gate, actor).map((assignment) => assignment.function))
  // Asked for all alike: the time of an answer tells nothing either.
  const [found, barred] = await Promise.all([
    findDisclosure(gate.db, actor.agency, id),
    listBarredCases(gate.db, actor),
  ])
  // Release makes it available to the receivers, those of the sending agency too.
  const receivers = found?.releasedAt === undefined ? [] : found.to
  const parties = [...receivers, found?.from.function, found?.decisionFunction]
  const reader = parties.find((party) => party !== undefined && own.has(party))
  if (found === undefined || reader === undefined)
    throw new GatewayError('not-found', 'no such disclosure')
  if (barred.has(found.case)) {
    noteConcern?.({ disclosure: found.id, case: found.case })
    throw new GatewayError('not-found', 'the member is barred from its case')
  }
  return { ...found, reader }
}

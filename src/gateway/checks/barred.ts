import { listBarredCases } from '../../storage/relation.ts'
import type { Actor } from '../actor.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'

/**
 * Checks that nobody of the agency has barred the member from a case (jäv; practice.md §3.2 no. 26). Throws `not-found`, as for a case that
 * does not exist: whoever looks for somebody learns nothing, not even that he was expected.
 */
export async function checkNotBarred(
  { db }: Pick<Gate, 'db'>,
  actor: Actor,
  reference: string,
): Promise<void> {
  const barred = await listBarredCases(db, actor)
  if (barred.has(reference)) throw new GatewayError('not-found', 'the member is barred from it')
}

import type { Statement } from '../../protocol/statement.ts'
import { headOf } from '../../protocol/head.ts'
import { findStoredAnswer } from '../../storage/answer.ts'
import type { GivenAnswer } from '../../storage/answer.ts'
import { AuditError } from '../../audit/errors.ts'
import type { Actor } from '../actor.ts'
import type { Gate } from '../gate.ts'

/**
 * The answer that this very disclosure, by id and digest, was given before, whatever has changed since: a client that lost
 * the answer asks again and learns what happened. Throws `id-conflict` if the agency has used the id for something else:
 * an id is spent once it is answered.
 */
export async function findGivenAnswer(
  { db }: Pick<Gate, 'db'>,
  actor: Actor,
  manifest: Statement<'manifest'>,
): Promise<GivenAnswer | undefined> {
  const { id } = headOf(manifest.payload).head
  const given = await findStoredAnswer(db, actor.agency, id)
  if (given !== undefined && given.manifest !== manifest.digest)
    throw new AuditError('id-conflict', 'the id has been used for another disclosure')
  return given
}

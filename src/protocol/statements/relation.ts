import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import type { RelationToken } from '../relation-token.ts'
import { hasRepetition } from '../repetition.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'

/** What could tie a member to a party, as tokens: of the member himself, or of the parties of a case. */
export interface Relation {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly about: 'self' | 'case'
  /** With `case`. */
  readonly case?: string
  /** The function's key that the tokens are made under. */
  readonly kid: string
  readonly tokens: readonly RelationToken[]
  /** With `case`: members of the agency who have nothing to do with it, and must not. */
  readonly barred?: readonly Uuid[]
  /** With `case`: members who had been barred by mistake; nobody lets himself in again. */
  readonly readmitted?: readonly Uuid[]
  readonly at: Time
}

/**
 * What a schema cannot say. Throws `function-outside-agency`, `time-invalid`, and `relation-invalid` for a case that is not named, or
 * named for oneself, for tokens that are there twice, and for somebody who is barred and let in at once, or lets himself in.
 */
export function verifyRelationPayload(relation: Relation): void {
  verifyOwnFunction(relation.agency, relation.function)
  parseTime(relation.at)
  const isOfCase = relation.about === 'case'
  const { barred, readmitted = [] } = relation
  const isWhole =
    (relation.case !== undefined) === isOfCase &&
    (isOfCase || (barred === undefined && relation.readmitted === undefined))
  const isClear = !readmitted.some((one) => one === relation.member || barred?.includes(one))
  if (!isWhole || !isClear || hasRepetition(relation.tokens.map(({ token }) => token)))
    throw new ProtocolError('relation-invalid', 'not what could tie a member to a case')
}

import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { RevocationReason } from '../vocabulary.ts'
import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { hasRepetition } from '../repetition.ts'
import { parseTime } from '../time.ts'

/** A function's key that has been replaced. What is sealed to it is refused. */
export interface RetiredKey {
  readonly kid: string
  readonly retiredAt: Time
}

/** A function with its current key, by the digest and `kid` of its function-key statement. */
export interface RosterFunction {
  readonly function: string
  readonly statement: Digest
  readonly kid: string
  readonly retired: readonly RetiredKey[]
}

/** A member who may act, by the digest and `kid` of the credential. */
export interface RosterMember {
  readonly member: Uuid
  readonly credential: Digest
  readonly kid: string
}

/** A credential that may no longer act. */
export interface Revocation {
  readonly credential: Digest
  readonly kid: string
  readonly revokedAt: Time
  /** What was accepted after this time is flagged; it is never silently undone. */
  readonly compromisedSince?: Time
  readonly reason: RevocationReason
}

/** An agency's numbered list of what holds now. Signed by the roster key that its root delegates to; fresh for 24 h. */
export interface Roster {
  readonly v: 1
  readonly agency: string
  readonly number: number
  readonly previous: Digest | null
  readonly issuedAt: Time
  readonly root: Digest
  readonly functions: readonly RosterFunction[]
  readonly members: readonly RosterMember[]
  readonly revocations: readonly Revocation[]
}

/**
 * What a schema cannot say. Throws `roster-previous-mismatch` (only roster 1 has none before it),
 * `function-outside-agency`, `roster-repeats` (a function, statement or credential listed twice),
 * `key-registered-twice` (a key current in two places, or current and retired) and `roster-contradictory` (a credential
 * both listed and revoked, or a key listed again after it was lost or left with its member).
 */
export function verifyRosterPayload(roster: Roster): void {
  if ((roster.number === 1) !== (roster.previous === null))
    throw new ProtocolError('roster-previous-mismatch', 'only the first roster has none before it')
  for (const entry of roster.functions) verifyOwnFunction(roster.agency, entry.function)
  verifyTimes(roster)
  verifyOnce(roster)
  verifyKeysOnce(roster)
  verifyRevocations(roster)
}

function verifyTimes(roster: Roster): void {
  parseTime(roster.issuedAt)
  for (const { retired } of roster.functions)
    for (const { retiredAt } of retired) parseTime(retiredAt)
  for (const { revokedAt, compromisedSince } of roster.revocations) {
    parseTime(revokedAt)
    if (compromisedSince !== undefined) parseTime(compromisedSince)
  }
}

function verifyOnce({ functions, members, revocations }: Roster): void {
  const lists = [
    functions.map((entry) => entry.function),
    functions.map((entry) => entry.statement),
    members.map((entry) => entry.credential),
    revocations.map((entry) => entry.credential),
  ]
  if (lists.some(hasRepetition))
    throw new ProtocolError('roster-repeats', 'the roster lists something twice')
}

function verifyKeysOnce({ functions, members }: Roster): void {
  const kids = [
    ...members.map((entry) => entry.kid),
    ...functions.flatMap((entry) => [entry.kid, ...entry.retired.map((key) => key.kid)]),
  ]
  if (hasRepetition(kids))
    throw new ProtocolError('key-registered-twice', 'a key of the roster is registered twice')
}

function verifyRevocations({ members, revocations }: Roster): void {
  const credentials = new Set(revocations.map((entry) => entry.credential))
  // Only a credential that was superseded may leave its key to the next one.
  const lostKeys = new Set(
    revocations.filter((entry) => entry.reason !== 'superseded').map((entry) => entry.kid),
  )
  if (members.some((entry) => credentials.has(entry.credential) || lostKeys.has(entry.kid)))
    throw new ProtocolError('roster-contradictory', 'the roster lists what it revokes')
}

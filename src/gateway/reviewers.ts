/**
 * Who reviews whom. An agency's officers review its members; what an officer did is reviewed by the officers of another agency.
 *
 * @module
 */
import type { RecordBody } from '../protocol/record.ts'
import { isInDate, isRevoked } from '../protocol/agency-member.ts'
import { standingAt } from '../protocol/statement-standing.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Actor } from './actor.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { listAssignments } from './checks/standing.ts'
import type { Gate } from './gate.ts'

type Sources = Pick<Gate, 'directory' | 'clock' | 'recordKey'>

/** Checks that the acting member is a compliance officer; throws `not-in-function`. */
export function checkOfficer(gate: Gate, actor: Actor): void {
  const roles = listAssignments(gate, actor).flatMap((assignment) => assignment.roles)
  if (!roles.includes('compliance'))
    throw new ProtocolError('not-in-function', 'without the compliance role')
}

/** Members who have the compliance role now, or had it under a credential that is known here: what they did then counts too. */
function listOfficers({ directory }: Sources, agency: string): Uuid[] {
  const known = [...(directory.find(agency)?.credentials.values() ?? [])]
  const officers = known.filter(({ payload }) =>
    payload.assignments.some(({ roles }) => roles.includes('compliance')),
  )
  return [...new Set(officers.map(({ payload }) => payload.member))]
}

/** Whether an agency has an officer who can act now. */
function hasOfficer({ directory, clock }: Sources, agency: string): boolean {
  const state = directory.find(agency)?.state
  if (state === undefined) return false
  return [...state.members.values()].some(
    (member) =>
      isInDate(member, clock()) &&
      !isRevoked(state, member.credential) &&
      member.payload.assignments.some(({ roles }) => roles.includes('compliance')),
  )
}

/**
 * The agency whose officers review what this agency's officers did: the first by name of those that it has an agreement with
 * and that have an officer. Undefined if there is none: then nobody else can.
 */
export function reviewerOfOfficers(sources: Sources, agency: string): string | undefined {
  const { directory, clock } = sources
  const partners = directory
    .agreements()
    .filter(({ payload }) => standingAt('agreement', payload, clock()) === 'holds')
    .filter(({ payload }) => payload.parties.includes(agency))
    .flatMap(({ payload }) => payload.parties)
    .filter((party) => party !== agency && hasOfficer(sources, party))
  return partners.toSorted()[0]
}

/** Other agencies whose officers' acts are for this agency's officers to review. */
export function listHandedOver(sources: Sources, agency: string): string[] {
  return sources.directory
    .list()
    .map((view) => view.agency)
    .filter((other) => other !== agency && reviewerOfOfficers(sources, other) === agency)
    .toSorted()
}

/** Tells of records of an agency whether an officer of it acted, and whether this very member did. */
export class Pseudonyms {
  readonly #sources: Sources
  readonly #agency: string
  /** By member and month. */
  readonly #names = new Map<string, string>()
  /** Of the officers, by month. */
  readonly #officers = new Map<string, ReadonlySet<string>>()

  constructor(sources: Sources, agency: string) {
    this.#sources = sources
    this.#agency = agency
  }

  isOfficer({ actor, ts }: Pick<RecordBody, 'actor' | 'ts'>): boolean {
    return actor !== null && this.#ofMonth(ts).has(actor)
  }

  is(member: Uuid, { actor, ts }: Pick<RecordBody, 'actor' | 'ts'>): boolean {
    return actor !== null && actor === this.#nameOf(member, ts)
  }

  #nameOf(member: Uuid, ts: string): string {
    const key = `${member} ${ts.slice(0, 7)}`
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = this.#sources.recordKey.pseudonymOf(this.#agency, member, ts)
    this.#names.set(key, name)
    return name
  }

  #ofMonth(ts: string): ReadonlySet<string> {
    const month = ts.slice(0, 7)
    const known = this.#officers.get(month)
    if (known !== undefined) return known
    const officers = listOfficers(this.#sources, this.#agency)
    const names = new Set(officers.map((member) => this.#nameOf(member, ts)))
    this.#officers.set(month, names)
    return names
  }
}

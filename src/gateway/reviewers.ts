/**
 * Who reviews whom. An agency's officers review its members; what an officer did is reviewed by the officers of another agency.
 *
 * @module
 */
import type { RecordBody } from '../protocol/record.ts'
import { isInDate, isRevoked } from '../protocol/agency-member.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Actor } from './actor.ts'
import { checkRole } from './checks/standing.ts'
import type { Gate } from './gate.ts'
import { listPartners } from './partners.ts'

type Sources = Pick<Gate, 'directory' | 'clock' | 'recordKey'>

/** Checks that the acting member is a compliance officer; throws `role-missing`. */
export function checkOfficer(gate: Gate, actor: Actor): void {
  checkRole(gate, actor, ['compliance'])
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
  return listPartners(sources, agency).find((partner) => hasOfficer(sources, partner))
}

/** Other agencies whose officers' acts are for this agency's officers to review. */
export function listHandedOver(sources: Sources, agency: string): string[] {
  return sources.directory
    .list()
    .map((view) => view.agency)
    .filter((other) => other !== agency && reviewerOfOfficers(sources, other) === agency)
    .toSorted()
}

/** Tells who acted in records of an agency, as long as a credential of that member is known here. */
export class Pseudonyms {
  readonly #sources: Sources
  readonly #agency: string
  readonly #officers: ReadonlySet<Uuid>
  /** Member by pseudonym, for each month. */
  readonly #months = new Map<string, ReadonlyMap<string, Uuid>>()

  constructor(sources: Sources, agency: string) {
    this.#sources = sources
    this.#agency = agency
    this.#officers = new Set(listOfficers(sources, agency))
  }

  isOfficer(body: Pick<RecordBody, 'actor' | 'ts'>): boolean {
    const member = this.memberOf(body)
    return member !== undefined && this.#officers.has(member)
  }

  is(member: Uuid, body: Pick<RecordBody, 'actor' | 'ts'>): boolean {
    return this.memberOf(body) === member
  }

  /** Undefined when nobody was identified. */
  memberOf({ actor, ts }: Pick<RecordBody, 'actor' | 'ts'>): Uuid | undefined {
    return actor === null ? undefined : this.#ofMonth(ts).get(actor)
  }

  #ofMonth(ts: Time): ReadonlyMap<string, Uuid> {
    const month = ts.slice(0, 7)
    const known = this.#months.get(month)
    if (known !== undefined) return known
    const { directory, recordKey } = this.#sources
    const credentials = [...(directory.find(this.#agency)?.credentials.values() ?? [])]
    const members = new Set(credentials.map(({ payload }) => payload.member))
    const names = new Map(
      Array.from(members, (member) => [recordKey.pseudonymOf(this.#agency, member, ts), member]),
    )
    this.#months.set(month, names)
    return names
  }
}

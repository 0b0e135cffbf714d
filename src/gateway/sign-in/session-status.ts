import type { Assignment } from '../../protocol/statements/credential.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { isAssured } from '../checks/assurance.ts'
import { listAllAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { loadActor } from '../load-actor.ts'
import type { BrowserSession } from './browser-sessions.ts'
import type { SignIn } from './sign-in.ts'

/** A function of the person who is signed in. */
export interface OwnFunction {
  readonly id: string
  readonly name: LocalText
  readonly roles: readonly string[]
  /** Levels of assurance of which the sign-in must have one; empty if any will do. */
  readonly levels: readonly string[]
  readonly isAssured: boolean
}

/** What a page is told of who is signed in. */
export interface SessionStatus {
  readonly signedIn: true
  readonly agency: string
  readonly iss: string
  readonly sub: string
  /** Null for a person who is no member, not yet or no more. */
  readonly member: Uuid | null
  readonly name: string | null
  readonly functions: readonly OwnFunction[]
  readonly acr: string | null
  readonly idleUntil: Time
  readonly endsAt: Time
}

/** Who a person is in the agency now. */
export interface Standing {
  readonly member: Uuid | null
  readonly name: string | null
  readonly assignments: readonly Assignment[]
  /** The credentials that there were are revoked. */
  readonly isRevoked: boolean
}

/** Why somebody is no member at the moment, rather than a fault of ours. */
const WITHOUT_STANDING = new Set<string>([
  'credential-expired',
  'credential-revoked',
  'kid-unknown',
  'member-unknown',
  'roster-missing',
])

/** Finds out who a person is in the agency now. */
export async function findStanding(gate: Gate, signIn: SignIn): Promise<Standing> {
  const { agency, iss, sub, acr } = signIn
  try {
    const actor = { ...(await loadActor(gate.directory, { agency, iss, sub })), acr }
    const assignments = listAllAssignments(gate, actor)
    const members = [...gate.directory.load(agency).members.values()]
    const own = members.findLast(({ payload }) => payload.member === actor.member)
    return {
      member: actor.member,
      name: own?.payload.name ?? null,
      assignments,
      isRevoked: false,
    }
  } catch (error) {
    if (!(error instanceof ProtocolError || error instanceof GatewayError)) throw error
    if (!WITHOUT_STANDING.has(error.code)) throw error
    const isRevoked = error.code === 'credential-revoked'
    return { member: null, name: null, assignments: [], isRevoked }
  }
}

/** Tells a page who is signed in, and until when. */
export function describeSession(
  gate: Gate,
  { claims, idleUntil, endsAt }: BrowserSession,
  standing: Standing,
): SessionStatus {
  const { agency, idp: iss, sub, acr } = claims
  return {
    signedIn: true,
    agency,
    iss,
    sub,
    member: standing.member,
    name: standing.name ?? claims.name,
    functions: describeFunctions(gate, { agency, acr }, standing),
    acr,
    idleUntil: encodeTime(idleUntil),
    endsAt: encodeTime(endsAt),
  }
}

function describeFunctions(
  { directory, findLevels }: Gate,
  { agency, acr }: { readonly agency: string; readonly acr: string | null },
  { member, assignments }: Standing,
): OwnFunction[] {
  if (member === null) return []
  const { functions } = directory.load(agency)
  const ids = [...new Set(assignments.map((it) => it.function))]
  return ids.flatMap((id) => {
    const known = functions.get(id)
    if (known === undefined) return []
    const own = assignments.filter((it) => it.function === id)
    return {
      id,
      name: known.payload.name,
      roles: [...new Set(own.flatMap(({ roles }) => roles))],
      levels: findLevels(id),
      isAssured: isAssured(findLevels, { acr }, id),
    }
  })
}

import type { AgencyState, Member } from '../protocol/agency-state.ts'
import { receivingKeyOf } from '../protocol/receiving-key.ts'
import type { SealingKey } from '../protocol/sealing-key.ts'
import { ClientError } from './errors.ts'
import { openFunctionKey } from './key-handover.ts'
import type { MemberKeys } from './member-keys.ts'

interface TakeInInput {
  readonly keys: MemberKeys
  /** The own agency, verified. */
  readonly state: AgencyState
  /** The own membership in it. */
  readonly member: Member
  readonly handovers: readonly string[]
}

/**
 * The keys with those that were handed over. Whoever sealed them is not known, so a key is taken in only if the roster lists it for one of
 * the member's functions, now or as retired; the others are passed over.
 */
export function takeInKeys({ keys, state, member, handovers }: TakeInInput): {
  readonly keys: MemberKeys
  /** `kid` of each that was taken in. */
  readonly taken: readonly string[]
} {
  const receiving = receivingKeyOf(keys.signing)
  const reading = new Map(keys.reading)
  const taken: string[] = []
  for (const text of handovers) {
    const opened = openOrPass(text, member, receiving)
    if (opened === undefined) continue
    const order = listedKids(state, member, opened.function)
    if (!order.includes(opened.key.kid)) continue
    const others = (reading.get(opened.function) ?? []).filter(({ kid }) => kid !== opened.key.kid)
    reading.set(opened.function, sortBy(order, [opened.key, ...others]))
    taken.push(opened.key.kid)
  }
  return { keys: { ...keys, reading }, taken }
}

function openOrPass(text: string, member: Member, receiving: SealingKey) {
  try {
    return openFunctionKey(text, member.payload.member, receiving)
  } catch (error) {
    if (error instanceof ClientError) return undefined
    throw error
  }
}

/** The keys that a function of the member has and had, as the roster says: the current first, then the latest retired. */
function listedKids({ roster }: AgencyState, { payload }: Member, id: string): readonly string[] {
  const isOwn = payload.assignments.some((assignment) => assignment.function === id)
  const row = roster.payload.functions.find((listed) => listed.function === id)
  if (!isOwn || row === undefined) return []
  const retired = row.retired.toSorted((a, b) => (a.retiredAt < b.retiredAt ? 1 : -1))
  return [row.kid, ...retired.map(({ kid }) => kid)]
}

function sortBy(order: readonly string[], keys: readonly SealingKey[]): readonly SealingKey[] {
  return keys.toSorted((a, b) => order.indexOf(a.kid) - order.indexOf(b.kid))
}

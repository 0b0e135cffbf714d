import type { Pack } from '../policy-set.ts'
import type { GatewayVersion, LockVersion, Reach } from '../rule.ts'

/** Locks that may lie on something that a gateway's wording applies to, on a day on which both are in force. */
export function findMeeting({ locks }: Pack, gateway: GatewayVersion): readonly string[] {
  return locks
    .filter(({ versions }) => versions.some((lock) => isMeeting(lock, gateway)))
    .map(({ id }) => id)
}

/** Whether a wording of a lock may lie on something that a gateway’s wording applies to, on a day on which both are in force. */
export function isMeeting(lock: LockVersion, gateway: GatewayVersion): boolean {
  const isTogether =
    (lock.to === null || gateway.from <= lock.to) &&
    (gateway.to === null || lock.from <= gateway.to)
  return isTogether && !lock.unopenable && lock.lies.some((reach) => isReaching(reach, gateway))
}

/** Whether a reach and a gateway's wording have something in common in every respect. */
function isReaching(reach: Reach, gateway: GatewayVersion): boolean {
  const { notCategories = [] } = gateway
  const carried = reach.categories?.some((category) => !notCategories.includes(category)) ?? true
  const lists = ['senders', 'receivers', 'subjectRoles', 'categories', 'purposes'] as const
  return carried && lists.every((list) => isCommon<string>(reach[list], gateway[list]))
}

function isCommon<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((word) => b.includes(word))
}

/** What even a field that is there for it does not hold of somebody protected: where a child is every day leads to the child. */
const ONLY_UNPROTECTED: readonly string[] = ['school']

/** What a field may hold without a hit, of what it is there for (detectors by name), when somebody is or may be protected. */
export function heldKinds(holds: readonly string[], isProtected: boolean): readonly string[] {
  return isProtected ? holds.filter((name) => !ONLY_UNPROTECTED.includes(name)) : holds
}

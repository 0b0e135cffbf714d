/**
 * How the law of a node changes: a member proposes a policy set, two agencies approve it, anybody with the policy role may
 * stop it until it is active; the node activates it at its time.
 *
 * @module
 */
import type { Statement } from './statement.ts'
import type { StatementKind } from './statement-kinds.ts'

const KINDS = ['policy-proposal', 'policy-approval', 'policy-withdrawal'] as const

/** What members say about the law that is to come. */
export type PolicyChange = { [K in (typeof KINDS)[number]]: Statement<K> }[(typeof KINDS)[number]]

/** Whether statements of this kind are about the law that is to come. */
export function isPolicyChangeKind(kind: StatementKind): kind is PolicyChange['kind'] {
  return (KINDS as readonly StatementKind[]).includes(kind)
}

import type { MessageType } from '../../protocol/message-type.ts'
import type { PartKind } from './questions.ts'

/** What a document of a message type may hold, each kind of part once. Staff contact data, on which no lock lies, are left out. */
export function partKindsOf({ leaves }: Pick<MessageType, 'leaves'>): readonly PartKind[] {
  const kinds = new Map<string, PartKind>()
  for (const { subject: role, category } of leaves.values())
    if (role !== 'professional') kinds.set(`${role} ${category}`, { role, category })
  return [...kinds.values()]
}

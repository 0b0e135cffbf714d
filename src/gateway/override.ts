import type { Actor } from './actor.ts'
import type { Concern } from './concern.ts'
import type { Note } from './checks/freshness.ts'
import type { Gate } from './gate.ts'

/** Records, before what is acute goes through, that it does so on a roster too old to be relied on (design §6). */
export async function recordOverride(
  { writer }: Pick<Gate, 'writer'>,
  actor: Pick<Actor, 'agency' | 'member'>,
  notes: readonly Note[],
  concern: Concern,
): Promise<void> {
  if (!notes.includes('roster-expired-overridden')) return
  await writer.append({
    kind: 'event',
    event: 'roster.overridden',
    agency: actor.agency,
    actor: actor.member,
    ...concern,
  })
}

import type { CompiledLock } from './compiled-rules.ts'
import type { GroundResult, LockResult } from './decision.ts'
import type { OpenGround } from './ground.ts'
import type { Passage } from './passage.ts'
import type { ReadRequest } from './read-request.ts'

type State = LockResult['state']

/** From closed to most open. A duty outranks a permission: what must be sent is not merely allowed. */
const RANK: Readonly<Record<State, number>> = { closed: 0, escalate: 1, open: 2, duty: 3 }

/**
 * Whether a lock that lies on a part stands in a receiver's way: its harm test first, then the grounds that open it. The
 * best of them counts, since each is enough by itself.
 */
export function resolveLock(
  lock: CompiledLock,
  unanswered: readonly string[],
  read: ReadRequest,
  passage: Passage,
  open: readonly OpenGround[],
  grounds: readonly GroundResult[],
): LockResult {
  const harmTest = testHarm(lock, read, passage)
  let state = stateAfter(harmTest)
  let openedBy: number[] = []
  for (let i = 0; i < grounds.length; i++) {
    const result = grounds[i]!
    const { gateway } = open[i]!
    if (result.opens.length === 0 || !gateway.opens[lock.number]) continue
    const next = stateThrough(result, lock.id, gateway.version.nature)
    if (RANK[next] < RANK[state]) continue
    if (RANK[next] > RANK[state]) openedBy = []
    state = next
    openedBy.push(result.ground)
  }
  return { rule: lock.id, version: lock.from, state, harmTest, unanswered, openedBy }
}

function stateThrough(
  { escalates }: GroundResult,
  lock: string,
  nature: 'permission' | 'duty',
): State {
  if (escalates.includes(lock)) return 'escalate'
  return nature === 'duty' ? 'duty' : 'open'
}

function stateAfter(harmTest: LockResult['harmTest']): State {
  if (harmTest === 'no-harm') return 'open'
  return harmTest === 'no-harm-unsettled' ? 'escalate' : 'closed'
}

/** Nobody's answer leaves the lock closed, and so does an answer without a motive. */
function testHarm(
  { id, version }: CompiledLock,
  { harmTests }: ReadRequest,
  { part, receiver }: Passage,
): LockResult['harmTest'] {
  const { kind, settled } = version.harmTest
  if (kind === 'absolute') return 'absolute'
  const test = harmTests
    .get(id)
    ?.find((one) => one.subject === part.subject && one.receiver === receiver.function)
  if (test === undefined) return 'not-attested'
  if (test.holds) return 'holds'
  if (!test.motive) return 'no-motive'
  return settled ? 'no-harm' : 'no-harm-unsettled'
}

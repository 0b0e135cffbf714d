import { verifyReceiver } from '../../protocol/agency-function.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import type { Head } from '../../protocol/statements/head.ts'
import { checkFreshness } from './freshness.ts'
import type { Note } from './freshness.ts'
import type { Gate } from '../gate.ts'

/**
 * Every receiver is a reading function of an agency known here, whose roster is not too old at `now` (ms), with a member who
 * can open. Throws `receiver-unknown`, `receiver-unstaffed`, `function-key-expired` and `roster-expired`.
 */
export async function checkReceivers(
  { directory }: Pick<Gate, 'directory'>,
  head: Head,
  now: number,
): Promise<readonly Note[]> {
  const isKnown = (id: string) => directory.find(agencyOf(id))?.state?.functions.has(id) === true
  // Another replica may have recorded the function a moment ago.
  if (!head.to.every(isKnown)) await directory.refresh(true)
  return head.to.flatMap((id) => {
    const state = directory.find(agencyOf(id))?.state
    if (state === undefined)
      throw new ProtocolError('receiver-unknown', 'the receiving agency is not known here')
    const notes = checkFreshness(state, now, head)
    verifyReceiver(state, id, now)
    return notes
  })
}

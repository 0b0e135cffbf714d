import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import type { Asking } from './gateway-work.ts'
import { TAKEN_BACK, findOwner, findSteps, findWithdrawals, proveProgress } from './proven-steps.ts'
import type { Claimed } from './signed-texts.ts'
import type { ClaimedWork, Progress, Work, WorkItem } from './work.ts'

/** What waits for a function, and how. */
interface LoadWork {
  readonly function: string
  readonly directory: Directory
  readonly asking?: Asking
  readonly most?: number | undefined
}

/** What waits for a function, proven. Throws ClientError `answer-invalid` if another's work came. */
export async function loadWork(
  gateway: Pick<GatewayClient, 'work'>,
  { function: id, directory, asking = {}, most }: LoadWork,
): Promise<Work> {
  const claimed = await gateway.work(id, asking, most)
  if (claimed.function !== id) throw new ClientError('answer-invalid', 'another list came')
  return proveWork(claimed, directory)
}

/**
 * What waits for a function, held against what members have signed: what the gateway says that a colleague has, and no colleague has
 * signed for, lies with what nobody has taken, and before it. What a message is, is looked at in the message itself.
 */
export function proveWork(claimed: ClaimedWork, directory: Directory): Work {
  // That somebody has opened what came is neither shown in a list nor proven there.
  const prove = (item: Claimed<WorkItem>) =>
    proveItem({ ...item, progress: item.progress.map(withoutOpening) }, claimed.function, directory)
  const ours = claimed.ours.items.map(prove)
  const doubted = ours.filter(isDoubted).map((item) => ({ ...item, isSaidTaken: true as const }))
  const { unowned, waiting } = claimed
  return {
    ...claimed,
    unowned: {
      total: unowned.total + doubted.length,
      items: [...doubted, ...unowned.items.map(prove)],
    },
    ours: {
      total: claimed.ours.total - doubted.length,
      items: ours.filter((item) => !isDoubted(item)),
    },
    waiting: {
      total: waiting.total,
      items: waiting.items.map((item) => proveItem(item, claimed.function, directory)),
    },
  }
}

/** What was refused lies with its author, by no receipt; of all else somebody must have signed that it is theirs. */
function isDoubted({ state, owner }: WorkItem): boolean {
  return state !== 'refused' && owner === undefined
}

function proveItem(
  { signed, owner: said, ...item }: Claimed<WorkItem>,
  of: string,
  directory: Directory,
): WorkItem {
  const steps = findSteps(signed, { id: item.id }, directory)
  const owner = item.state === 'refused' ? said : said && findOwner(steps, of)
  // Taken back without the sender's signature: the message itself says what is so, and must not be left lying for it.
  const isBack = TAKEN_BACK.has(item.state)
  const isUnsigned = isBack && findWithdrawals(signed.withdrawals, item.id, directory).length === 0
  return {
    ...item,
    ...(isUnsigned && { state: 'released' }),
    ...(owner !== undefined && { owner }),
    progress: proveProgress(item.progress, steps),
  }
}

function withoutOpening(progress: Progress): Progress {
  const rest = Object.entries(progress).filter(([name]) => name !== 'opened')
  return Object.fromEntries(rest) as Progress
}

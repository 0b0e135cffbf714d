import { swedishDay } from '../../policy/swedish-day.ts'
import { swedishMonthBefore } from '../../policy/swedish-month.ts'
import { REVIEW_QUEUES, queueOf } from '../../protocol/review.ts'
import type { ReviewQueue } from '../../protocol/review.ts'
import { encodeTime } from '../../protocol/time.ts'
import { listDeliveryAlarms } from '../../storage/reconciliation.ts'
import type { Actor } from '../actor.ts'
import type { Gate } from '../gate.ts'
import { countDenials } from './review-denials.ts'
import { countUndrawn, loadWaits } from './review-queue.ts'
import { loadSamples } from './review-samples.ts'
import { findOpenInquiries } from './review-timeline.ts'

/** How much waits for a compliance officer: numbers of the own agency, and of nobody. */
export interface ReviewNumbers {
  readonly queues: Readonly<Record<ReviewQueue, number>>
  readonly overdue: number
  /** Acts of the own officers that nobody can review. */
  readonly unreviewable: number
  /** Samples announced and never drawn. */
  readonly undrawn: number
  /** The last month that is over, `YYYY-MM`, and whether its sample is drawn. */
  readonly sample: { readonly month: string; readonly isDrawn: boolean }
  /** Attempts that were denied this month. */
  readonly denials: number
  /** Inquiries that wait for this member as the second person, and those that are approved. */
  readonly inquiries: { readonly toApprove: number; readonly approved: number }
  /** About deliveries, of the last seven days. */
  readonly alarms: number
}

const WEEK = 7 * 24 * 3_600_000

/** Counts what waits. Throws `role-missing`. Numbers only: not recorded. */
export async function countReview(gate: Gate, actor: Actor): Promise<ReviewNumbers> {
  const { rows, unreviewable } = await loadWaits(gate, actor)
  const now = gate.clock()
  const month = swedishMonthBefore(now)
  const samples = await loadSamples(gate, actor.agency)
  const inquiries = await findOpenInquiries(gate, actor)
  const waiting = inquiries.filter(({ approvedAt }) => approvedAt === null)
  const since = swedishDay(encodeTime(now - WEEK))
  return {
    queues: countQueues(rows.map(({ reasons }) => queueOf(reasons))),
    overdue: rows.filter(({ isOverdue }) => isOverdue).length,
    unreviewable,
    undrawn: await countUndrawn(gate, actor.agency),
    sample: { month, isDrawn: samples.some((one) => one.month === month && one.draw !== null) },
    denials: await countDenials(gate, actor),
    inquiries: {
      toApprove: waiting.filter(({ payload }) => payload.member !== actor.member).length,
      approved: inquiries.length - waiting.length,
    },
    alarms: (await listDeliveryAlarms(gate.db, actor.agency, since)).length,
  }
}

function countQueues(queues: readonly ReviewQueue[]): Record<ReviewQueue, number> {
  const count = (queue: ReviewQueue) => queues.filter((one) => one === queue).length
  return Object.fromEntries(REVIEW_QUEUES.map((queue) => [queue, count(queue)])) as Record<
    ReviewQueue,
    number
  >
}

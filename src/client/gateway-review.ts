/**
 * What a compliance officer asks a gateway for besides single records: how much waits, the queue page by page, denied attempts, and past
 * samples. It tells codes and pseudonyms; what must be believed is verified where it is used.
 *
 * @module
 */
import type { JsonValue } from '../protocol/json.ts'
import type { Pseudonym } from '../protocol/record.ts'
import { REVIEW_QUEUES } from '../protocol/review.ts'
import type { ReviewQueue } from '../protocol/review.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { AnswerReader } from './answer-reader.ts'
import { requestJson } from './http.ts'
import type { Transport } from './http.ts'
import { parseQueue } from './review.ts'
import type { QueuedRecord } from './review.ts'

/** How much waits for an officer; see `ReviewNumbers` of the gateway. */
export interface ReviewNumbers {
  readonly queues: Readonly<Record<ReviewQueue, number>>
  readonly overdue: number
  readonly unreviewable: number
  readonly undrawn: number
  /** The last month that is over. */
  readonly sample: { readonly month: string; readonly isDrawn: boolean }
  readonly denials: number
  readonly inquiries: { readonly toApprove: number; readonly approved: number }
  readonly alarms: number
}

/** Which page of which queue. */
export interface QueueQuery {
  readonly queue: ReviewQueue
  readonly cursor?: string
  readonly limit: number
}

/** A page of a queue. */
export interface QueuePage {
  readonly rows: readonly QueuedRecord[]
  /** How many there are in the whole queue. */
  readonly total: number
  readonly next: string | null
}

/** One thing that a member asked for and was not given. */
export interface Denial {
  readonly record: Uuid
  readonly at: Time
  readonly event: string
  readonly actor: Pseudonym
  readonly function?: string
  readonly case?: string
  readonly disclosure?: Uuid
  readonly code?: string
}

/** What an agency's members were denied in a month (UTC); see `Denials` of the gateway. */
export interface Denials {
  readonly month: string
  readonly total: number
  readonly days: readonly { readonly day: string; readonly denials: number }[]
  readonly members: readonly {
    readonly actor: Pseudonym
    readonly denials: number
    readonly things: number
    readonly lastAt: Time
    readonly record: Uuid
  }[]
  readonly rows: readonly Denial[]
}

/** A sample as it was signed. */
export interface SampleTexts {
  readonly month: string
  readonly announcement: string
  readonly draw: string | null
}

/** These requests; each throws as all of `GatewayClient`. */
export interface GatewayReview {
  readonly reviewNumbers: () => Promise<ReviewNumbers>
  readonly reviewPage: (query: QueueQuery) => Promise<QueuePage>
  /** Of this month unless one is named, `YYYY-MM`. */
  readonly denials: (month?: string) => Promise<Denials>
  readonly samples: () => Promise<readonly SampleTexts[]>
}

/** Builds these methods. Nothing is sent before one is called. */
export function buildGatewayReview(transport: Transport): GatewayReview {
  const get = (path: string) => requestJson(transport, { method: 'GET', path })
  return {
    reviewNumbers: async () => parseNumbers(await get('/v1/reviews/numbers')),
    reviewPage: async ({ queue, cursor, limit }) => {
      const query = new URLSearchParams({ queue, limit: String(limit), ...(cursor && { cursor }) })
      const page = await get(`/v1/reviews/queue?${query}`)
      const answer = new AnswerReader(page)
      return {
        rows: parseQueue((page as { readonly rows?: JsonValue }).rows),
        total: answer.count('total'),
        next: answer.has('next') ? answer.text('next') : null,
      }
    },
    denials: async (month) =>
      parseDenials(await get(`/v1/reviews/denials${month === undefined ? '' : `?month=${month}`}`)),
    samples: async () =>
      new AnswerReader(await get('/v1/reviews/samples')).list('samples', (sample) => ({
        month: sample.text('month'),
        announcement: sample.text('announcement'),
        draw: sample.has('draw') ? sample.text('draw') : null,
      })),
  }
}

function parseNumbers(value: JsonValue): ReviewNumbers {
  const answer = new AnswerReader(value)
  const [queues, sample, inquiries] = [
    answer.inside('queues'),
    answer.inside('sample'),
    answer.inside('inquiries'),
  ]
  return {
    queues: Object.fromEntries(
      REVIEW_QUEUES.map((queue) => [queue, queues.count(queue)]),
    ) as ReviewNumbers['queues'],
    overdue: answer.count('overdue'),
    unreviewable: answer.count('unreviewable'),
    undrawn: answer.count('undrawn'),
    sample: { month: sample.text('month'), isDrawn: sample.flag('isDrawn') },
    denials: answer.count('denials'),
    inquiries: {
      toApprove: inquiries.count('toApprove'),
      approved: inquiries.count('approved'),
    },
    alarms: answer.count('alarms'),
  }
}

function parseDenials(value: JsonValue): Denials {
  const answer = new AnswerReader(value)
  return {
    month: answer.text('month'),
    total: answer.count('total'),
    days: answer.list('days', (day) => ({ day: day.text('day'), denials: day.count('denials') })),
    members: answer.list('members', (member) => ({
      actor: member.text('actor'),
      denials: member.count('denials'),
      things: member.count('things'),
      lastAt: member.time('lastAt'),
      record: member.text('record'),
    })),
    rows: answer.list('rows', (row) => ({
      record: row.text('record'),
      at: row.time('at'),
      event: row.text('event'),
      actor: row.text('actor'),
      ...row.those(['function', 'case', 'disclosure', 'code'], 'text'),
    })),
  }
}

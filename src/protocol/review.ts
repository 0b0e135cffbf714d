/**
 * The words of review: why a record is looked at, and what its reviewer came to.
 *
 * @module
 */

/**
 * Why a record is in an officer's queue. All are reviewed but the last, which is a share of the ordinary openings. In the order of
 * their weight: the first that fits names the queue that a record stands in.
 */
export const REVIEW_REASONS = [
  'break-glass',
  'officer-opening',
  'deny-listed',
  'declared-conflict',
  'same-surname',
  'same-area',
  'location',
  'stay-told',
  'override',
  'export',
  'outside-shift',
  'openings-without-act',
  'repeated-denials',
  'many-look-ups',
  'sample',
] as const
export type ReviewReason = (typeof REVIEW_REASONS)[number]

/** The queues that an officer works through: all of what is always reviewed, relations, the sample, attempts that were denied. */
export const REVIEW_QUEUES = ['always', 'relations', 'sample', 'denied'] as const
export type ReviewQueue = (typeof REVIEW_QUEUES)[number]

const QUEUE_OF: Readonly<Partial<Record<ReviewReason, ReviewQueue>>> = {
  'deny-listed': 'relations',
  'declared-conflict': 'relations',
  'same-surname': 'relations',
  'same-area': 'relations',
  'repeated-denials': 'denied',
  sample: 'sample',
}

/** The queue that a record stands in, once: that of the weightiest of its reasons, which come in their order. */
export function queueOf([first]: readonly ReviewReason[]): ReviewQueue {
  return (first && QUEUE_OF[first]) ?? 'always'
}

/** What a reviewer came to: it is explained; the manager is asked, and it stays open; it is an incident. */
export const REVIEW_VERDICTS = ['ok', 'ask', 'incident'] as const
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number]

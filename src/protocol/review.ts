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
  'same-surname',
  'same-area',
  'location',
  'override',
  'export',
  'outside-shift',
  'openings-without-act',
  'repeated-denials',
  'many-look-ups',
  'sample',
] as const
export type ReviewReason = (typeof REVIEW_REASONS)[number]

/** What a reviewer came to: it is explained; the member is asked, and it stays open; it is an incident. */
export const REVIEW_VERDICTS = ['ok', 'ask', 'incident'] as const
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number]

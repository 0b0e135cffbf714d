/**
 * What can be wrong with the stored log and with what is kept beside it: one code for each class of fault, the gravest first. Those
 * that begin with `log-` are found from outside too, by `sluss log verify`; the others only by whoever has the database.
 *
 * @module
 */

/** Every class of fault. */
export const STORE_FAULT_CODES = [
  /** A checkpoint is not one that the log's key signed. */
  'log-key-wrong',
  /** A year does not begin where the year before it ended. */
  'log-years-broken',
  /** Entries or tiles that a checkpoint covers are not there, or there are more than it covers. */
  'log-incomplete',
  /** Hashes of the tree are not those of the entries. */
  'log-tree-altered',
  /** An entry is not the one that was logged. */
  'log-record-altered',
  /** An erasure that the log has no record of: it would hide what was deleted. */
  'erasure-unfounded',
  /** The body behind a closed leaf is gone, and no erasure covers it. */
  'record-missing',
  /** A body is not the one that its leaf commits to, or there is no such leaf. */
  'record-altered',
  /** A record is filed under another agency or disclosure than its body says: whose it is does not see it. */
  'record-misfiled',
  /** Who acted is gone, and no erasure covers it. */
  'detail-missing',
  /** Who acted is not what the body commits to. */
  'detail-altered',
  /** What was recorded has no fact: lists and reviews do without it. */
  'fact-missing',
  /** A fact that its record does not name: nobody did this. */
  'fact-unfounded',
  /** A signed text is not the one whose digest was recorded. */
  'text-altered',
] as const

/** One class of fault. */
export type StoreFaultCode = (typeof STORE_FAULT_CODES)[number]

/** Where it was found. Coordinates only: nothing that a record says. */
export interface StoreFault {
  readonly code: StoreFaultCode
  /** Position of the entry concerned, over all years. */
  readonly position?: number
  readonly year?: number
  /** The table concerned, where it is not clear from the code. */
  readonly table?: string
}

/** Told of each fault as it is found. */
export type ReportStoreFault = (fault: StoreFault) => void

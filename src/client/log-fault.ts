/**
 * What can be wrong with a log, one code for each class of fault.
 *
 * @module
 */

/** Every class of fault, the gravest first: who wrote the log, which history it tells, what is missing, what was changed. */
export const LOG_FAULT_CODES = [
  /** The checkpoint is not one that the log's key signed under the log's name. */
  'log-key-wrong',
  /** Too few of the witnesses that the policy asks for have signed the checkpoint. */
  'log-not-cosigned',
  /** Larger checkpoints are known than the one that is shown as the newest. */
  'log-rolled-back',
  /** A checkpoint that is known is not of the same history. */
  'log-forked',
  /** A year does not begin where the year before it ended. */
  'log-years-broken',
  /** Tiles or records that the checkpoint covers are not there. */
  'log-incomplete',
  /** Hashes of the tree are not those that were signed. */
  'log-tree-altered',
  /** Records are not those that were logged. */
  'log-record-altered',
  /** What was logged is no record, repeats another, or goes back in time. */
  'log-record-refused',
  /** The newest cosignature is older than it may be. */
  'log-stale',
] as const

/** One class of fault. */
export type LogFaultCode = (typeof LOG_FAULT_CODES)[number]

/** Where it was found. Counts and coordinates only: nothing that the log holds. */
export interface LogFault {
  readonly code: LogFaultCode
  /** Name of the log. */
  readonly origin: string
  /** Index of the first record concerned, in this log's tree. */
  readonly index?: number
  /** How many records from there on may be concerned; 1 if left out. */
  readonly count?: number
  /** The tile concerned. */
  readonly tile?: { readonly level: number; readonly index: number }
  /** Size of the known checkpoint that it disagrees with. */
  readonly size?: number
  /** Code of the rule that a record broke. */
  readonly rule?: string
}

/** Told of each fault as it is found. */
export type ReportFault = (fault: LogFault) => void

/** Thrown where nothing more can be said about a log after a fault. */
export class LogFaultFound extends Error {
  override readonly name = 'LogFaultFound'
  readonly fault: LogFault

  constructor(fault: LogFault, options?: ErrorOptions) {
    super(fault.code, options)
    this.fault = fault
  }
}

/** The gravest of these faults; undefined without any. */
export function gravestOf(faults: readonly LogFault[]): LogFault | undefined {
  const rank = ({ code }: LogFault) => LOG_FAULT_CODES.indexOf(code)
  return faults.toSorted((a, b) => rank(a) - rank(b))[0]
}

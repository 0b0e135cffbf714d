/**
 * The verification of a log with all its years: what `sluss log verify` does, wherever the log is read from.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { parseLeaf } from '../protocol/record.ts'
import { parseTime } from '../protocol/time.ts'
import { verifyOpened } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import type { LogArchive } from './log-archive.ts'
import { auditLog } from './log-audit.ts'
import type { LogAudit, VerifiedBundle } from './log-audit.ts'
import { LogFaultFound } from './log-fault.ts'
import type { LogFault } from './log-fault.ts'
import { findUnseenEnd } from './log-turn.ts'
import { listYears, verifyNoteOf } from './log-years.ts'
import type { Cosigned, LogTrust, LogYear } from './log-years.ts'

/** How far a year was verified, and under which checkpoint: what a later run begins from. */
export interface VerifiedUpTo {
  /** A checkpoint of this year, as the log's signed note. */
  readonly note: string
  /** Every record below this index was verified under it. */
  readonly next: number
}

/** What to verify a log against, and whom to tell. */
export interface LogVerificationOptions {
  /** Signed notes that are known: kept from before, got with a receipt or from a witness. Verified here. */
  readonly known?: readonly string[]
  /** What was verified before, by year. Verified again is only that it is part of the log. */
  readonly done?: ReadonlyMap<number, VerifiedUpTo>
  /** Told of every bundle of records that is intact. */
  readonly onBundle?: (year: LogYear, bundle: VerifiedBundle) => Promise<void> | void
  /** Told of every year when it is done. */
  readonly onYear?: (year: YearVerification) => Promise<void> | void
}

/** What a year was found to be. */
export interface YearVerification extends LogAudit {
  readonly checkpoint: LogCheckpoint
  readonly note: string
  readonly cosigned: Cosigned | null
  /** Index of the first record that was read; those before it were verified earlier. */
  readonly start: number
}

/** What a log was found to be. */
export interface LogVerification {
  readonly years: readonly YearVerification[]
  /** All faults, those of no single year first. */
  readonly faults: readonly LogFault[]
}

/**
 * Verifies the whole log, or what has come since. Everything that is wrong with it is in the answer. Rejects when the archive cannot
 * be reached, and with LogFaultFound `log-key-wrong` for a known note that is not the log's: then what was given is wrong.
 */
export async function verifyLog(
  archive: LogArchive,
  trust: LogTrust,
  options: LogVerificationOptions = {},
): Promise<LogVerification> {
  const known = verifyKnown(options, trust.log)
  const faults: LogFault[] = []
  const verified: YearVerification[] = []
  try {
    const years = await listYears(archive, trust, (fault) => faults.push(fault))
    verifyYearsOf(known, years, trust.log)
    for (const year of years) {
      const { origin } = year.checkpoint
      const signing = faults.filter((fault) => fault.origin === origin)
      const found = await verifyYear(year, trust, known, options)
      verified.push({ ...found, faults: [...signing, ...found.faults] })
      const ended = findUnseenEnd(years[verified.length - 2], found.openedAt, trust)
      if (ended !== undefined) faults.push(ended)
      await options.onYear?.(verified.at(-1)!)
    }
  } catch (error) {
    if (!(error instanceof LogFaultFound)) throw error
    faults.push(error.fault)
  }
  const ofYears = verified.flatMap((year) => year.faults)
  return {
    years: verified,
    faults: [...faults.filter((one) => !ofYears.includes(one)), ...ofYears],
  }
}

function verifyKnown({ known = [], done }: LogVerificationOptions, log: NoteVerifier) {
  const before = Array.from(done?.values() ?? [], ({ note }) => note)
  return [...known, ...before].map((note) => verifyNoteOf(note, log))
}

/** Every year of which something is known must be there still. */
function verifyYearsOf(
  known: readonly LogCheckpoint[],
  years: readonly LogYear[],
  { name }: NoteVerifier,
): void {
  const newest = years.at(-1)!.checkpoint.year
  for (const { origin, year, size } of known) {
    if (years.some(({ checkpoint }) => checkpoint.year === year)) continue
    const code = year > newest ? 'log-rolled-back' : 'log-forked'
    throw new LogFaultFound({ code, origin: origin || name, size })
  }
}

async function verifyYear(
  year: LogYear,
  { log }: LogTrust,
  known: readonly LogCheckpoint[],
  { done, onBundle }: LogVerificationOptions,
): Promise<YearVerification & { readonly openedAt: number | undefined }> {
  const { checkpoint, note, cosigned, source, before } = year
  const faults: LogFault[] = []
  let openedAt: number | undefined
  const start = done?.get(checkpoint.year)?.next ?? 0
  const audit = await auditLog(checkpoint, source, {
    known: [
      ...known.filter((earlier) => earlier.year === checkpoint.year),
      ...(cosigned === null ? [] : [cosigned.checkpoint]),
    ],
    start,
    year: checkpoint.year,
    ...(cosigned !== null && { seen: { size: cosigned.checkpoint.size, at: cosigned.at } }),
    onBundle: async (bundle) => {
      if (bundle.index === 0) {
        faults.push(...findOpeningFaults(bundle.entries[0]!, before, year, log))
        openedAt = findTime(bundle.entries[0]!)
      }
      await onBundle?.(year, { ...bundle, faults: bundle.faults + faults.length })
    },
  })
  const found = { ...audit, faults: [...faults, ...audit.faults] }
  return { ...found, checkpoint, note, cosigned, start, openedAt }
}

/** Time of an open record, in ms since 1970. */
function findTime(entry: Uint8Array): number | undefined {
  try {
    const leaf = parseLeaf(entry)
    return 'ts' in leaf ? parseTime(leaf.ts) : undefined
  } catch (error) {
    // That it is none is told as a fault of the record.
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function findOpeningFaults(
  leaf: Uint8Array,
  before: string | null,
  { checkpoint: { origin } }: LogYear,
  log: NoteVerifier,
): LogFault[] {
  try {
    verifyOpened(leaf, before, log)
    return []
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    return [{ code: 'log-years-broken', origin, index: 0, rule: error.code }]
  }
}

/**
 * The years of a log, from the newest back to the first: each names the final checkpoint of the one before it, so that whoever holds
 * the newest checkpoint holds them all.
 *
 * @module
 */
import { equalBytes } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { verifyLogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { listCosignatures, verifyQuorum } from '../protocol/tlog/policy.ts'
import type { LogPolicy, QuorumOptions } from '../protocol/tlog/policy.ts'
import type { LogArchive } from './log-archive.ts'
import { LogFaultFound } from './log-fault.ts'
import type { LogFaultCode, ReportFault } from './log-fault.ts'
import type { LogSource } from './log-source.ts'

/** Whose signatures a reader of the log believes. */
export interface LogTrust {
  /** The pinned key of the log. */
  readonly log: NoteVerifier
  /** Which witnesses must have cosigned; without it the log's word is taken. */
  readonly policy?: LogPolicy
  /** Cosignatures of the newest checkpoint made before do not count, in s since 1970. */
  readonly notBefore?: number
}

/** s within which witnesses have signed what a running gateway shows: it shows it to them each second, and every ten minutes anew. */
const WITNESSED_WITHIN = 24 * 3_600

/** The earliest moment (s since 1970) of a cosignature that counts for what a gateway shows now (ms since 1970). */
export function witnessedSince(now: number): number {
  return Math.floor(now / 1000) - WITNESSED_WITHIN
}

/** A checkpoint that the policy's quorum has cosigned. */
export interface Cosigned {
  readonly checkpoint: LogCheckpoint
  readonly note: string
  /** When the last of the witnesses signed, in ms since 1970. */
  readonly at: number
}

/** A checkpoint that the log signed. */
type Shown = Pick<Cosigned, 'checkpoint' | 'note'>

/** One year of a log: the checkpoint that states it, signed and verified, and where its tiles are. */
export interface LogYear {
  readonly checkpoint: LogCheckpoint
  readonly note: string
  /** How far the witnesses have seen it: of the newest year it may lie some seconds back. Null if nobody asked, or too few have. */
  readonly cosigned: Cosigned | null
  readonly source: LogSource
  /** The note of the final checkpoint of the year before; null for the first year of all. */
  readonly before: string | null
}

/**
 * Every year of the log, the first one first, each with a verified checkpoint. What the years' first records say is not verified
 * yet: that they are first is for the tiles to prove. Throws LogFaultFound where a checkpoint cannot be believed; a lack of
 * witnesses is reported and does not stop.
 */
export async function listYears(
  archive: LogArchive,
  trust: LogTrust,
  report: ReportFault,
): Promise<LogYear[]> {
  const years: LogYear[] = []
  let note = await archive.newest()
  if (note === undefined)
    throw new LogFaultFound({ code: 'log-incomplete', origin: trust.log.name })
  for (let isNewest = true; note !== undefined; isNewest = false) {
    const checkpoint = verifyNoteOf(note, trust.log)
    const { origin, year } = checkpoint
    if (!isNewest && year >= years[0]!.checkpoint.year)
      throw new LogFaultFound({ code: 'log-years-broken', origin })
    const source = archive.year(year)
    const shown = isNewest ? note : await verifyFinal(checkpoint, source, trust.log)
    const cosigned = await findCosigned({ checkpoint, note: shown }, trust, {
      findNewer: isNewest ? archive.newestCosigned : undefined,
      report,
    })
    const before = await source.opened()
    const own = { checkpoint, note: shown }
    // It was asked for later, so it may be the newer one.
    const newest = cosigned !== null && cosigned.checkpoint.size > checkpoint.size ? cosigned : own
    years.unshift({ ...newest, cosigned, source, before: before ?? null })
    note = before
  }
  return years
}

/** The checkpoint in a note by this log. Throws LogFaultFound `log-key-wrong`. */
export function verifyNoteOf(note: string, log: NoteVerifier): LogCheckpoint {
  try {
    return verifyLogCheckpoint(note, log)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new LogFaultFound(
      { code: 'log-key-wrong', origin: log.name, rule: cause.code },
      { cause },
    )
  }
}

/** A year that has ended shows the checkpoint that the next one names, with whatever cosignatures it has by now. */
async function verifyFinal(
  { origin, size, root }: LogCheckpoint,
  source: LogSource,
  log: NoteVerifier,
): Promise<string> {
  const note = await source.checkpoint()
  if (note === undefined) throw new LogFaultFound({ code: 'log-incomplete', origin })
  const shown = verifyNoteOf(note, log)
  if (shown.origin !== origin || shown.size !== size || !equalBytes(shown.root, root))
    throw new LogFaultFound({ code: 'log-years-broken', origin, size })
  return note
}

/**
 * The year's checkpoint if the quorum has cosigned it, else the one that the archive says it has. That this one is a part of the log
 * is for the tiles to prove.
 */
async function findCosigned(
  shown: Shown,
  trust: LogTrust,
  {
    findNewer,
    report,
  }: { findNewer: LogArchive['newestCosigned'] | undefined; report: ReportFault },
): Promise<Cosigned | null> {
  const { policy, log, notBefore } = trust
  if (policy === undefined) return null
  const { origin, year } = shown.checkpoint
  // A year that is over is cosigned once.
  const options = { log, ...(findNewer && notBefore !== undefined ? { notBefore } : {}) }
  const fault = findWitnessFault(shown.note, policy, options)
  if (fault === undefined) return cosignedAt(shown, policy)
  const note = await findNewer?.()
  const newer = note === undefined ? undefined : verifyNoteOf(note, log)
  const second =
    note === undefined || newer?.year !== year ? fault : findWitnessFault(note, policy, options)
  if (second === undefined) return cosignedAt({ checkpoint: newer!, note: note! }, policy)
  report({ ...second, origin })
  return null
}

function cosignedAt(shown: Shown, policy: LogPolicy): Cosigned {
  const times = listCosignatures(shown.note, policy).map(({ time }) => time)
  return { ...shown, at: Math.max(...times) * 1000 }
}

/** What the policy misses under a note; undefined if it is content. */
export function findWitnessFault(
  note: string,
  policy: LogPolicy,
  options: QuorumOptions,
): { readonly code: LogFaultCode; readonly rule: string } | undefined {
  try {
    verifyQuorum(note, policy, options)
    return undefined
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    return { code: WITNESS_FAULTS[error.code] ?? 'log-key-wrong', rule: error.code }
  }
}

const WITNESS_FAULTS: Readonly<Record<string, LogFaultCode>> = {
  'quorum-missing': 'log-not-cosigned',
  'cosignature-invalid': 'log-not-cosigned',
  'cosignature-stale': 'log-stale',
}

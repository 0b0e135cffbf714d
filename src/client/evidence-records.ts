import { ProtocolError } from '../protocol/errors.ts'
import type { Evidence, EvidenceRecord } from '../protocol/evidence-bundle.ts'
import { parseLeaf, verifyRecordBody } from '../protocol/record.ts'
import type { RecordBody } from '../protocol/record.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseTime } from '../protocol/time.ts'
import { verifyInclusion } from '../protocol/tlog/inclusion.ts'
import { verifyLogCheckpoint, verifyOpened } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'

/** One record of a bundle, proven to be in the log. */
export interface ProvenRecord {
  /** Place among all records of the bundle's years, from the first of the oldest: the log's order. */
  readonly index: number
  /** ms since 1970. */
  readonly at: number
  /** The statement, node receipts and so on that it names. */
  readonly digests: ReadonlySet<Digest>
  /** Null for an open leaf. */
  readonly body: RecordBody | null
}

/**
 * Proves every record of a bundle against the checkpoint of its year, each year against the one before it, and opens the closed
 * records. Gives them back in the log's order, which is also that of their times.
 *
 * @throws ProtocolError `note-…`, `checkpoint-…`, `log-year-broken`, `inclusion-proof-invalid`, `record-commitment-mismatch`,
 * `record-invalid`
 */
export function verifyEvidenceRecords(evidence: Evidence, log: NoteVerifier): ProvenRecord[] {
  const { records } = evidence
  const years = verifyEvidenceYears(evidence, log)
  const proven = records.map((record) => {
    const year = years.get(record.year)
    if (year === undefined)
      throw new ProtocolError('record-invalid', 'a record of a year without a checkpoint')
    const found = proveRecord(record, year)
    if (new Date(found.at).getUTCFullYear() !== record.year)
      throw new ProtocolError('record-invalid', 'a record is of another year than its log')
    return found
  })
  if (new Set(proven.map(({ index }) => index)).size < proven.length)
    throw new ProtocolError('record-invalid', 'two records have the same place in the log')
  proven.sort((a, b) => a.index - b.index)
  if (proven.some(({ at }, i) => i > 0 && at < proven[i - 1]!.at))
    throw new ProtocolError('record-invalid', 'a record is of an earlier time than one before it')
  return proven
}

/** A year of a bundle. */
interface EvidenceYear {
  readonly checkpoint: LogCheckpoint
  /** How many records the bundle's years before it have. */
  readonly start: number
}

/** The years that the checkpoints are of, in an unbroken line. */
function verifyEvidenceYears(
  { checkpoints, records }: Evidence,
  log: NoteVerifier,
): Map<number, EvidenceYear> {
  const years = new Map<number, EvidenceYear>()
  let start = 0
  for (const [i, note] of checkpoints.entries()) {
    const checkpoint = verifyLogCheckpoint(note, log)
    const previous = checkpoints[i - 1]
    if (previous !== undefined) {
      const opening = records.find(({ year, index }) => year === checkpoint.year && index === 0)
      if (opening === undefined || years.has(checkpoint.year))
        throw new ProtocolError('log-year-broken', 'a year without the record that opened it')
      verifyOpened(opening.leaf, previous, log)
    }
    years.set(checkpoint.year, { checkpoint, start })
    start += checkpoint.size
  }
  return years
}

/** The record of a statement. Throws `record-invalid`: what is not in the log may have been made up afterwards. */
export function loadRecordOf(records: readonly ProvenRecord[], digest: Digest): ProvenRecord {
  const record = records.find(({ digests }) => digests.has(digest))
  if (record === undefined) throw new ProtocolError('record-invalid', 'a statement has no record')
  return record
}

/**
 * What a record must say that happened to stand for the statements that it names. A refusal, or an override before it, names
 * the statement too, and is no proof that the statement ever took effect.
 */
const EFFECTS: ReadonlySet<string> = new Set([
  'disclosure.held',
  'disclosure.released',
  'disclosure.opened',
  'disclosure.taken-over',
  'disclosure.registered',
  'disclosure.answered',
  'disclosure.difference',
  'disclosure.withdrawn',
  'countersignature.approve',
  'countersignature.refuse',
  'countersignature.guard-release',
  'countersignature.two-person',
])

function proveRecord(
  { index: leafIndex, leaf, body, nonce, proof }: EvidenceRecord,
  { checkpoint, start }: EvidenceYear,
): ProvenRecord {
  verifyInclusion(leafHash(leaf), leafIndex, checkpoint, proof)
  const index = start + leafIndex
  const parsed = parseLeaf(leaf)
  if ('digest' in parsed) {
    return { index, at: parseTime(parsed.ts), digests: new Set([parsed.digest]), body: null }
  }
  if (body === null || nonce === null) {
    throw new ProtocolError('record-invalid', 'a closed leaf without its body')
  }
  const opened = verifyRecordBody(leaf, body, nonce)
  const named = EFFECTS.has(opened.ev) ? [opened.statement, ...(opened.delivered ?? [])] : []
  return {
    index,
    at: parseTime(opened.ts),
    digests: new Set(named.filter((digest) => digest !== undefined)),
    body: opened,
  }
}

import { ProtocolError } from '../protocol/errors.ts'
import type { Evidence, EvidenceRecord } from '../protocol/evidence-bundle.ts'
import { parseLeaf, verifyRecordBody } from '../protocol/record.ts'
import type { RecordBody } from '../protocol/record.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseTime } from '../protocol/time.ts'
import type { Checkpoint } from '../protocol/tlog/checkpoint.ts'
import { verifyInclusion } from '../protocol/tlog/inclusion.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'

/** One record of a bundle, proven to be in the log. */
export interface ProvenRecord {
  readonly index: number
  /** ms since 1970. */
  readonly at: number
  /** The statement, node receipts and so on that it names. */
  readonly digests: ReadonlySet<Digest>
  /** Null for an open leaf. */
  readonly body: RecordBody | null
}

/**
 * Proves every record of a bundle against its checkpoint, and opens the closed ones. Gives them back in the log's order.
 *
 * @throws ProtocolError `inclusion-proof-invalid`, `record-commitment-mismatch`, `record-invalid`
 */
export function verifyEvidenceRecords(
  { records }: Evidence,
  checkpoint: Checkpoint,
): ProvenRecord[] {
  const indices = new Set(records.map((record) => record.index))
  if (indices.size < records.length) {
    throw new ProtocolError('record-invalid', 'two records have the same place in the log')
  }
  return records.map((record) => proveRecord(record, checkpoint)).sort((a, b) => a.index - b.index)
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

function proveRecord(record: EvidenceRecord, checkpoint: Checkpoint): ProvenRecord {
  const { index, leaf, body, nonce, proof } = record
  verifyInclusion(leafHash(leaf), index, checkpoint, proof)
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

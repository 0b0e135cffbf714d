import { parseLeaf, verifyRecordBody } from '../protocol/record.ts'
import type { RecordBody } from '../protocol/record.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import type { Digest } from '../protocol/sha256.ts'
import { verifyInclusion } from '../protocol/tlog/inclusion.ts'
import { verifyLogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { ClientError } from './errors.ts'

/** What a record must say. All that is given must match. */
export interface RecordExpectation {
  /** What happened, as `disclosure.released`: the record of a refusal names the same disclosure and manifest. */
  readonly event: string
  readonly disclosure?: string
  readonly manifest?: Digest
  readonly statement?: Digest
}

/** A record that is proven to be in the log. */
export interface Recorded {
  /** In the tree of the checkpoint's year. */
  readonly index: number
  readonly checkpoint: LogCheckpoint
  /** The signed note, to keep. */
  readonly note: string
  /** What the record says; null for an open leaf, which says its digest and no more. */
  readonly body: RecordBody | null
  /** All that proves it, to keep as a receipt. */
  readonly claim: RecordClaim
}

/**
 * Verifies that the record is in the log under a checkpoint that the log signed, and that it is about what was sent: an
 * acceptance counts only when the log itself must show it to everybody.
 *
 * @throws ClientError `acceptance-not-proven`, with the failed check as cause
 */
export function verifyRecorded(
  claim: RecordClaim,
  log: NoteVerifier,
  expected: RecordExpectation,
): Recorded {
  try {
    const checkpoint = verifyLogCheckpoint(claim.checkpoint, log)
    verifyInclusion(leafHash(claim.record.leaf), claim.index, checkpoint, claim.proof)
    const body = verifyAbout(claim.record, expected)
    return { index: claim.index, checkpoint, note: claim.checkpoint, body, claim }
  } catch (cause) {
    if (cause instanceof ClientError) throw cause
    throw new ClientError('acceptance-not-proven', 'the record is not proven', { cause })
  }
}

function verifyAbout(
  record: RecordClaim['record'],
  expected: RecordExpectation,
): RecordBody | null {
  const leaf = parseLeaf(record.leaf)
  if ('digest' in leaf) {
    if (leaf.ev !== expected.event || leaf.digest !== expected.statement) throw aboutSomethingElse()
    return null
  }
  if (record.body === null || record.nonce === null) throw aboutSomethingElse()
  const body = verifyRecordBody(record.leaf, record.body, record.nonce)
  const { event, disclosure, manifest, statement } = expected
  if (body.ev !== event) throw aboutSomethingElse()
  if (disclosure !== undefined && body.disclosure !== disclosure) throw aboutSomethingElse()
  if (manifest !== undefined && body.manifest !== manifest) throw aboutSomethingElse()
  if (statement !== undefined && body.statement !== statement) throw aboutSomethingElse()
  return body
}

function aboutSomethingElse(): ClientError {
  return new ClientError('acceptance-not-proven', 'the record is about something else')
}

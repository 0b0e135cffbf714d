/**
 * The evidence bundle: one disclosure with everything that is needed to verify it offline, in one file.
 *
 * The file is a deterministic CBOR map (RFC 8949 §4.2.1) followed by the SHA-256 of it, 32 bytes:
 *
 *     { "v": 1, "submission": bytes, "decision": bytes, "policySet": bytes,
 *       "statements": { kind: [ JWS text … ] }, "records": [ record … ],
 *       "checkpoints": [ signed note … ], "log": its verifier key, "node": the node's public signing key (32 bytes) }
 *     record = { "year": int, "index": int, "leaf": bytes, "body": bytes or null, "nonce": bytes or null,
 *                "proof": [ hash … ] }
 *
 * The log has a tree for each year. The bundle has one checkpoint for each year from that of its first record to the newest,
 * oldest first, each but the newest the last of its year, and the record that opened each year but the oldest.
 *
 * The closing digest finds any changed byte. It does not stop a forger, who can compute it again: what the bundle says is
 * believed only after signatures, pins, digests and proofs are verified. This file knows the format alone.
 *
 * @module
 */
import { concatBytes, equalBytes } from './bytes.ts'
import { encodeCbor, isCborMap, parseCbor } from './cbor.ts'
import type { CborMap, CborValue } from './cbor.ts'
import { isComplianceKind } from './compliance-kinds.ts'
import type { ComplianceKind } from './compliance-kinds.ts'
import { ProtocolError } from './errors.ts'
import { isPolicyChangeKind } from './policy-change.ts'
import type { PolicyChange } from './policy-change.ts'
import { sha256 } from './sha256.ts'
import { STATEMENT_KINDS } from './statement-kinds.ts'
import type { StatementKind } from './statement-kinds.ts'

/**
 * The kinds of statement that a bundle lists. Its manifest is in the submission; what the activation of its law rests on is
 * named by digest, under open leaves of the same log.
 */
export type EvidenceKind = Exclude<
  StatementKind,
  'manifest' | 'use' | ComplianceKind | PolicyChange['kind']
>

/** Statement texts by kind, oldest first. A kind without any is an empty list. */
export type EvidenceStatements = { readonly [K in EvidenceKind]: readonly string[] }

/** One leaf of the log with the proof that the checkpoint's tree holds it. */
export interface EvidenceRecord {
  /** The year in whose tree it is. */
  readonly year: number
  /** In that tree. */
  readonly index: number
  /** The exact bytes that were hashed as leaf. */
  readonly leaf: Uint8Array
  /** Of a closed leaf: the body, and the nonce under which the leaf commits to it. */
  readonly body: Uint8Array | null
  readonly nonce: Uint8Array | null
  /** Inclusion proof in the tree of the year's checkpoint, hashes from the leaf up (RFC 6962 §2.1.1). */
  readonly proof: readonly Uint8Array[]
}

/** What a bundle holds. Nothing of it has been verified. */
export interface Evidence {
  /** As `encodeSubmission` wrote it. */
  readonly submission: Uint8Array
  readonly decision: Uint8Array
  readonly policySet: Uint8Array
  readonly statements: EvidenceStatements
  readonly records: readonly EvidenceRecord[]
  /** Signed notes (c2sp.org/tlog-checkpoint), one for each year, oldest first. */
  readonly checkpoints: readonly string[]
  /** Verifier key of the log (c2sp.org/signed-note). */
  readonly log: string
  /** Public Ed25519 key that the node signs `delivered` receipts and policy activations with: 32 bytes. */
  readonly node: Uint8Array
}

const HASH_SIZE = 32

/** About no single disclosure, or carried elsewhere in the bundle. */
const OTHERS: readonly StatementKind[] = ['manifest', 'use']

/** The kinds that a bundle lists, in the order of the table. */
export const EVIDENCE_KINDS = (Object.keys(STATEMENT_KINDS) as readonly StatementKind[]).filter(
  (kind): kind is EvidenceKind =>
    !OTHERS.includes(kind) && !isComplianceKind(kind) && !isPolicyChangeKind(kind),
)

/** Encodes a bundle and closes it with its digest. */
export function encodeEvidence(evidence: Evidence): Uint8Array {
  const { statements, records, ...others } = evidence
  const content = encodeCbor(
    cborMap({
      v: 1,
      ...others,
      statements: cborMap(statements),
      records: records.map((record) => cborMap({ ...record })),
    }),
  )
  return concatBytes(content, sha256(content))
}

/**
 * Reads a bundle. Throws `evidence-digest-mismatch` if the closing digest is not that of the bytes before it, and
 * `evidence-invalid` on anything else that `encodeEvidence` would not have produced.
 */
export function parseEvidence(bytes: Uint8Array): Evidence {
  // Too short to hold a digest: there is then nothing before it, and the digest of nothing is not a bundle's.
  const content = bytes.subarray(0, Math.max(0, bytes.length - HASH_SIZE))
  if (!equalBytes(sha256(content), bytes.subarray(content.length)))
    throw new ProtocolError('evidence-digest-mismatch', 'the evidence has been changed')
  const fields = fieldsOf(parseContent(content), [...FIELDS, 'v'])
  if (fields.get('v') !== 1) throw evidenceInvalid()
  return {
    submission: bytesOf(fields.get('submission')),
    decision: bytesOf(fields.get('decision')),
    policySet: bytesOf(fields.get('policySet')),
    statements: parseStatements(fields.get('statements')),
    records: listOf(fields.get('records')).map(parseRecord),
    checkpoints: listOf(fields.get('checkpoints')).map(textOf),
    log: textOf(fields.get('log')),
    node: hashOf(fields.get('node')),
  }
}

const FIELDS = [
  'submission',
  'decision',
  'policySet',
  'statements',
  'records',
  'checkpoints',
  'log',
  'node',
]

function parseContent(content: Uint8Array): CborValue {
  try {
    return parseCbor(content)
  } catch (cause) {
    throw new ProtocolError('evidence-invalid', 'the evidence is not deterministic CBOR', { cause })
  }
}

function parseStatements(value: CborValue | undefined): EvidenceStatements {
  const fields = fieldsOf(value, EVIDENCE_KINDS)
  const entries = EVIDENCE_KINDS.map((kind) => [kind, listOf(fields.get(kind)).map(textOf)])
  return Object.fromEntries(entries) as EvidenceStatements
}

function parseRecord(value: CborValue): EvidenceRecord {
  const fields = fieldsOf(value, ['year', 'index', 'leaf', 'body', 'nonce', 'proof'])
  return {
    year: countOf(fields.get('year')),
    index: countOf(fields.get('index')),
    leaf: bytesOf(fields.get('leaf')),
    body: nullableBytesOf(fields.get('body')),
    nonce: nullableBytesOf(fields.get('nonce')),
    proof: listOf(fields.get('proof')).map(hashOf),
  }
}

/** The map with exactly these members. */
function fieldsOf(value: CborValue | undefined, names: readonly string[]): CborMap {
  if (!isCborMap(value) || value.size !== names.length || !names.every((name) => value.has(name)))
    throw evidenceInvalid()
  return value
}

function countOf(value: CborValue | undefined): number {
  if (typeof value !== 'number' || value < 0) throw evidenceInvalid()
  return value
}

function listOf(value: CborValue | undefined): readonly CborValue[] {
  if (!Array.isArray(value)) throw evidenceInvalid()
  return value as readonly CborValue[]
}

function textOf(value: CborValue | undefined): string {
  if (typeof value !== 'string') throw evidenceInvalid()
  return value
}

function bytesOf(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw evidenceInvalid()
  return value
}

function nullableBytesOf(value: CborValue | undefined): Uint8Array | null {
  return value === null ? null : bytesOf(value)
}

/** 32 bytes: a SHA-256, or an Ed25519 public key. */
function hashOf(value: CborValue | undefined): Uint8Array {
  const bytes = bytesOf(value)
  if (bytes.length !== HASH_SIZE) throw evidenceInvalid()
  return bytes
}

function cborMap(members: Readonly<Record<string, CborValue>>): CborMap {
  return new Map(Object.entries(members))
}

function evidenceInvalid(): ProtocolError {
  return new ProtocolError('evidence-invalid', 'not an evidence bundle')
}

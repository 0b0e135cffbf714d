/**
 * Records: the bodies of the log's leaves.
 *
 * An *open* leaf names a statement by digest and is for everyone. A *closed* leaf holds an id and a commitment; the body
 * behind it goes to the agencies concerned, with the nonce that opens it. The nonce is random for each record, so neither
 * a mirror nor the neighbour in an inclusion proof can guess a body. Bodies hold codes and identifiers only, and of staff a
 * pseudonym. Who it is stands in the record's *detail*, which the node keeps encrypted and can delete; the body commits to it.
 *
 * @module
 */
import { parseBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import type { ClientProgram } from './client-program.ts'
import { isCommitmentTo } from './commitment.ts'
import type { Commitment } from './commitment.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import type { JsonObject } from './json.ts'
import type { Digest } from './sha256.ts'
import { parseTime } from './time.ts'
import type { Time } from './time.ts'
import { parseUuid } from './uuid.ts'
import type { Uuid } from './uuid.ts'
import type { ExtractDelivery, MemberRole, SubjectRole } from './vocabulary.ts'

/** A leaf that says what it records: a statement of this kind, with this digest. */
export interface OpenLeaf {
  readonly v: 1
  readonly id: Uuid
  readonly ts: Time
  /** Kind of the statement. */
  readonly ev: string
  readonly digest: Digest
}

/** A leaf that commits to a body: `c` is the commitment to it, with the nonce as its opening. */
export interface ClosedLeaf {
  readonly v: 1
  readonly id: Uuid
  readonly c: Commitment
}

/**
 * A member as records name him: `p1:` and 16 bytes in base64url. The same for all records of his agency in one month (UTC), and
 * another in the next; only the node, which holds the record key, can tell whose it is.
 */
export type Pseudonym = string

/** A part as a record names it. */
export interface RecordPart {
  readonly id: string
  readonly category: string
}

/** What of the records was deleted: of those from position `from` up to `to`, the last excluded. */
export interface Erased {
  /** Who acted, with what was signed in acting, or that and all that the leaf committed to. */
  readonly what: 'detail' | 'body'
  readonly from: number
  readonly to: number
}

/** What was asked when an extract for a data subject was made: whoever answered wrongly can be found by it. */
export interface AskedExtract {
  /** In which role the person appears. */
  readonly role: SubjectRole
  /** Whether the officer said that it could reach the one who is feared. */
  readonly mayReachFearedPerpetrator: boolean
  /** How it will reach the person. */
  readonly delivery: ExtractDelivery
}

/**
 * What a closed leaf commits to. Of reads and disclosures it says what brottsdataförordningen (2018:1202) 3:4 asks for, and more:
 * when, who, for which function and purpose, which case and parts, to whom, on which ground, under which policy.
 */
export interface RecordBody {
  readonly v: 1
  readonly ev: string
  readonly ts: Time
  /** The agency that acted; null for the node itself. */
  readonly agency: string | null
  /** Null when nobody was identified. */
  readonly actor: Pseudonym | null
  /** Commitment to the detail: who acted. */
  readonly det?: Commitment
  readonly function?: string
  readonly purpose?: string
  readonly case?: string
  readonly disclosure?: Uuid
  readonly manifest?: Digest
  /** The statement that this records: open request, countersignature, receipt, withdrawal. */
  readonly statement?: Digest
  /** The node's receipts of delivery that came with a release. */
  readonly delivered?: readonly Digest[]
  readonly parts?: readonly RecordPart[]
  readonly to?: readonly string[]
  /** Rules invoked, each as `rule@version`. */
  readonly grounds?: readonly string[]
  readonly policySet?: Digest
  readonly decision?: Digest
  /** Constant code of a refusal. */
  readonly code?: string
  /** How many, by code; in an aggregate. */
  readonly counts?: Readonly<Record<string, number>>
  /** Of an extract for a data subject: what was asked. */
  readonly asked?: AskedExtract
  /** The roles of whoever acted, as the roster had them: in `function`, or in any where there is none. */
  readonly roles?: readonly MemberRole[]
  /** The program that the member acted with, as it said itself. */
  readonly client?: ClientProgram
  /** ms by which the writer's clock lay behind the newest record: `ts` is that record's time, and not the clock's. */
  readonly clockBehind?: number
}

/** The text whose digest the open leaf of an erasure names, `content.erased`: so that everybody can tell what was erased from what is missing. */
export function encodeErased({ what, from, to }: Erased): Uint8Array {
  return encodeUtf8(JSON.stringify({ v: 1, what, from, to }))
}

/** The text whose UTF-8 is hashed into the tree. */
export function writeOpenLeaf({ v, id, ts, ev, digest }: OpenLeaf): string {
  return JSON.stringify({ v, id, ts, ev, digest })
}

/** The text whose UTF-8 is hashed into the tree. */
export function writeClosedLeaf({ v, id, c }: ClosedLeaf): string {
  return JSON.stringify({ v, id, c })
}

/** The text that a closed leaf commits to. */
export function writeRecordBody(body: RecordBody): string {
  return JSON.stringify(body)
}

/** Reads a leaf of either kind; throws `record-invalid` or `json-…`. */
export function parseLeaf(bytes: Uint8Array): OpenLeaf | ClosedLeaf {
  const leaf = parseJson(bytes)
  if (!isJsonObject(leaf) || leaf['v'] !== 1) throw recordInvalid()
  parseUuid(textOf(leaf, 'id'))
  if ('c' in leaf) verifyMembers(leaf, ['v', 'id', 'c'])
  else {
    verifyMembers(leaf, ['v', 'id', 'ts', 'ev', 'digest'])
    parseTime(textOf(leaf, 'ts'))
    textOf(leaf, 'ev')
  }
  if (parseBase64url(textOf(leaf, 'c' in leaf ? 'c' : 'digest')).length !== 32)
    throw recordInvalid()
  return leaf as unknown as OpenLeaf | ClosedLeaf
}

/**
 * The body behind a closed leaf, after checking that the leaf commits to it. Throws `record-commitment-mismatch`,
 * `record-invalid`, `json-…`.
 */
export function verifyRecordBody(
  leaf: Uint8Array,
  body: Uint8Array,
  nonce: Uint8Array,
): RecordBody {
  const parsed = parseLeaf(leaf)
  if (!('c' in parsed)) throw recordInvalid()
  if (!isCommitmentTo(body, nonce, parsed.c))
    throw new ProtocolError('record-commitment-mismatch', 'the leaf does not commit to this body')
  const record = parseJson(body)
  if (!isJsonObject(record) || record['v'] !== 1) throw recordInvalid()
  parseTime(textOf(record, 'ts'))
  textOf(record, 'ev')
  return record as unknown as RecordBody
}

function verifyMembers(leaf: JsonObject, names: readonly string[]): void {
  if (Object.keys(leaf).join() !== names.join()) throw recordInvalid()
}

function textOf(object: JsonObject, name: string): string {
  const value = object[name]
  if (typeof value !== 'string') throw recordInvalid()
  return value
}

function recordInvalid(): ProtocolError {
  return new ProtocolError('record-invalid', 'not a record of the log')
}

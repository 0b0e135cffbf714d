/**
 * What enters the one write path: each item is a change of state together with its record in the log.
 *
 * The gateway has verified an item before it builds it (signatures, schema, digests, policy). What may have changed
 * since is checked again by the database, in the order of the batch, under the log's lock.
 *
 * @module
 */
import type { ActedWith } from './acted-with.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { EventWithLeaf } from '../protocol/record-events.ts'
import type { AskedExtract, Erased, RecordPart } from '../protocol/record.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Countersignature } from '../protocol/statements/countersignature.ts'
import type { Head } from '../protocol/statements/head.ts'
import type { Manifest } from '../protocol/statements/manifest.ts'
import type { OpenRequest } from '../protocol/statements/open-request.ts'
import type { Receipt } from '../protocol/statements/receipt.ts'
import type { UseStatement } from '../protocol/statements/use.ts'
import type { Withdrawal } from '../protocol/statements/withdrawal.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { DirectoryItem } from './directory-item.ts'
import type {
  DeliveryAlarmItem,
  ExportItem,
  ReconciliationItem,
  ReportApprovalItem,
  ReportItem,
  ReviewItem,
  SampleItem,
  InquiryItem,
  RelationItem,
} from './oversight-item.ts'
import type { RecordAbout } from './record-about.ts'

/** A verified statement: its exact text, the digest of its payload bytes, and the payload. */
export interface Stored<P> {
  readonly digest: Digest
  readonly text: string
  readonly payload: P
}

/** A policy decision: its canonical bytes, their digest, and the set that it was made under. */
export interface StoredDecision {
  /** The active set; the head of a disclosure may name one that was retired lately. */
  readonly policySet: Digest
  readonly digest: Digest
  readonly bytes: Uint8Array
}

/** What the author is told, now and when the same disclosure is sent again. */
export interface StoredAnswer {
  /** HTTP status. */
  readonly status: number
  /** Without the decision, which is kept beside it, and the record's proof, which is added when it is read. */
  readonly body: JsonObject
}

/**
 * A disclosure that the policy has decided. Refused with `policy-set-changed` (decide it again), `id-spent` (same author
 * agency, id and manifest: read the
 * stored answer), `id-conflict`, and unless it is denied: `credential-revoked`, `key-retired`,
 * `agreement-not-in-force`, `case-unknown` (a reply to something that the agency has no part in, a correction of what the function has
 * not sent), `case-exists` (a new case under a reference that others use), `case-type-differs` (the case is of another kind).
 */
export interface DisclosureItem {
  readonly kind: 'disclosure'
  readonly outcome: 'released' | 'held' | 'denied'
  readonly manifest: Stored<Manifest>
  readonly head: Head
  readonly decision: StoredDecision
  /** The submission's CBOR bytes; null when denied: of what is refused no content is kept. */
  readonly submission: Uint8Array | null
  readonly answer: StoredAnswer
  /** The node's receipts, one for each receiving function; empty unless released. */
  readonly delivered: readonly Stored<Receipt>[]
  /** Constant code of the refusal; with `denied` only. */
  readonly code?: string
}

/**
 * A verdict on a held disclosure. `releases` when it is the approval that lets it go, with the decision made again at
 * release and the node's receipts. Refused with `already-recorded`, `not-held`, `already-decided`,
 * `countersigner-is-author`, `countersignature-expired`, `credential-revoked`, `verdicts-changed` (more are recorded than
 * `known`: weigh it again); a release also with `key-retired`, `agreement-not-in-force` and `policy-set-changed` (decide it
 * again).
 */
export interface CountersignatureItem {
  readonly kind: 'countersignature'
  readonly statement: Stored<Countersignature>
  readonly releases: boolean
  /** How many verdicts on the disclosure were recorded when it was weighed whether this one releases. */
  readonly known: number
  readonly decision: StoredDecision | null
  readonly delivered: readonly Stored<Receipt>[]
  readonly about: Omit<RecordAbout, 'policySet' | 'decision'>
}

/**
 * An opening. Refused with `already-recorded`, `not-released` (or not a reader of it), `recalled` (withdrawn before the
 * agency had opened it), `content-expired`, `credential-revoked`.
 */
export interface OpenItem {
  readonly kind: 'open'
  readonly statement: Stored<OpenRequest>
  /** Of it, what the function reads. */
  readonly about: RecordAbout
}

/**
 * A receipt. Refused with `already-recorded`, `not-released`, `credential-revoked`, `already-taken` (another member of
 * the function has taken it over), `answer-unknown` (the answer is not a disclosure of this agency that has reached the function which asked).
 */
export interface ReceiptItem {
  readonly kind: 'receipt'
  readonly statement: Stored<Receipt>
  readonly case: string
}

/**
 * The sending side takes a disclosure back. Refused with `already-recorded`, `not-released` (nothing of the agency's that
 * was accepted), `already-withdrawn`, `already-decided` (refused by its countersigner), `credential-revoked`.
 */
export interface WithdrawalItem {
  readonly kind: 'withdrawal'
  readonly statement: Stored<Withdrawal>
  readonly case: string
}

/**
 * Content left the program that showed it. Refused with `already-recorded`, `not-opened` (a receiver who has not opened the
 * disclosure himself), `not-released`, `credential-revoked`.
 */
export interface UseItem {
  readonly kind: 'use'
  readonly statement: Stored<UseStatement>
  /** Of it, the parts that were taken out. */
  readonly about: RecordAbout
}

/**
 * The end of a disclosure's content: its sealed bytes are deleted with this record, facts and proofs stay. Refused with
 * `already-recorded`, and `not-expired` if they are still needed.
 */
export interface ExpiryItem {
  readonly kind: 'expiry'
  readonly disclosure: Uuid
  readonly manifest: Digest
  /** Days after which they go whether or not both sides have registered the disclosure. */
  readonly keptDays: number
}

/**
 * The end of what records keep beside the tree: who acted in them, or all that their leaves committed to. Facts and proofs stay.
 * Refused with `already-recorded`, and `not-expired` if one of the records is younger than `keptDays`, or than the database allows, whatever is asked.
 */
export interface ErasureItem {
  readonly kind: 'erasure'
  readonly erased: Erased
  readonly keptDays: number
}

/** The first record of a year: it names the final checkpoint of the year before. The sequencer's own. */
export interface LogOpenedItem {
  readonly kind: 'log-opened'
  readonly digest: Digest
}

/** What this process works with, as it starts. */
export interface ConfigurationItem {
  readonly kind: 'configuration'
  readonly digest: Digest
  /** JSON, whose UTF-8 the digest is of. */
  readonly text: string
}

/** The web client that this process serves. */
export interface WebBundleItem {
  readonly kind: 'web-bundle'
  readonly digest: Digest
  /** `bundle.json`, whose bytes the digest is of: the digest of every file. */
  readonly text: string
}

/** What is recorded in an open leaf and is no statement. */
export type NodeItem = LogOpenedItem | ConfigurationItem | WebBundleItem | ErasureItem

const NODE_ITEMS: ReadonlySet<string> = new Set<NodeItem['kind']>([
  'log-opened',
  'configuration',
  'web-bundle',
  'erasure',
])

/** Whether an item is the node's own, in which nobody acts. */
export function isNodeItem(item: WriteItem): item is NodeItem {
  return NODE_ITEMS.has(item.kind)
}

/** A member's first act under a token. Refused with `already-recorded`: another process saw the same token. */
export interface SessionItem {
  readonly kind: 'session'
  readonly agency: string
  /** Member id. */
  readonly actor: Uuid
  /** Names the token, as `RecordKey.sessionOf` draws it. */
  readonly token: Digest
}

/** A record without a fact: a refusal, a minute's aggregate, a dry run, a look-up. Never refused. */
export interface EventItem {
  readonly kind: 'event'
  readonly event: EventWithLeaf<'closed'>
  /** The agency that may read the record's body; null for the node's own. */
  readonly agency: string | null
  /** Member id. The record holds a pseudonym, and the id in its detail; needs an agency. */
  readonly actor: Uuid | null
  /** Whatever else tells who the member is, as the device: it goes into the detail. */
  readonly detail?: Readonly<Record<string, string>>
  readonly function?: string
  readonly purpose?: string
  readonly case?: string
  readonly disclosure?: Uuid
  readonly manifest?: Digest
  readonly statement?: Digest
  readonly parts?: readonly RecordPart[]
  /** Function ids. */
  readonly to?: readonly string[]
  /** Rules invoked, each as `rule@version`. */
  readonly grounds?: readonly string[]
  readonly policySet?: Digest
  readonly decision?: Digest
  readonly code?: string
  /** How many, by code; in an aggregate. */
  readonly counts?: Readonly<Record<string, number>>
  readonly asked?: AskedExtract
}

export type WriteItem =
  | DirectoryItem
  | DisclosureItem
  | CountersignatureItem
  | OpenItem
  | ReceiptItem
  | WithdrawalItem
  | UseItem
  | ReconciliationItem
  | ExportItem
  | ReviewItem
  | SampleItem
  | InquiryItem
  | RelationItem
  | DeliveryAlarmItem
  | ReportApprovalItem
  | ReportItem
  | ExpiryItem
  | ErasureItem
  | NodeItem
  | SessionItem
  | EventItem

/** The bytes of one record: the leaf that is in the tree and, for a closed one, the body and nonce that open it. */
export interface RecordBytes {
  readonly leaf: Uint8Array
  readonly body: Uint8Array | null
  readonly nonce: Uint8Array | null
}

/** A record as it is built, leaf and body as texts, with what is kept beside it. */
export interface BuiltRecord {
  readonly leaf: string
  readonly body: string | null
  readonly nonce: Uint8Array | null
  /** Who acted, sealed; null when nobody was identified. */
  readonly detail: Uint8Array | null
}

/** Where an item stands in the log, provable by itself: `proof` leads from the leaf to the checkpoint's root. */
export interface Appended {
  /** Among all entries of all years: what facts and content refer to. */
  readonly position: number
  /** In the tree of its year, which the checkpoint names. */
  readonly index: number
  /** Size of the checkpoint that covers it. */
  readonly size: number
  /** The signed note (c2sp.org/tlog-checkpoint). */
  readonly checkpoint: string
  /** RFC 9162 §2.1.3 inclusion path at `size`, from the leaf up. */
  readonly proof: readonly Uint8Array[]
  /** Time of the record. */
  readonly at: Time
  readonly record: RecordBytes
}

/** The log's one entrance. */
export interface Writer {
  /**
   * Resolves once the item, its record and a checkpoint that covers it are durable. Rejects with an `AuditError`; on a
   * verdict nothing of the item was written but a record of the refusal. `acted` says more of whoever acts.
   */
  append(item: WriteItem, acted?: ActedWith): Promise<Appended>
}

import { commitmentOf } from '../protocol/commitment.ts'
import type { RandomBytes } from '../protocol/random.ts'
import {
  writeClosedLeaf,
  encodeErased,
  writeOpenLeaf,
  writeRecordBody,
} from '../protocol/record.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { STATEMENT_KINDS } from '../protocol/statement-kinds.ts'
import type { StatementKind } from '../protocol/statement-kinds.ts'
import type { Time } from '../protocol/time.ts'
import type { RecordBody } from '../protocol/record.ts'
import { missingFields } from '../protocol/record-events.ts'
import { LOG_OPENED } from '../protocol/tlog/log-year.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { ActedWith } from './acted-with.ts'
import { noteOf } from './record-note.ts'
import type { RecordNote } from './record-note.ts'
import type { RecordKey, SealedDetail } from './record-key.ts'
import type { BuiltRecord, NodeItem, WriteItem } from './write-item.ts'

/** When and as what an item is recorded. */
export interface RecordFrame {
  readonly id: Uuid
  readonly at: Time
  /** Opens the leaf's commitment. */
  readonly nonce: Uint8Array
  readonly acted?: ActedWith | undefined
  /** ms by which the clock lay behind `at`, if it did. */
  readonly clockBehind?: number
}

/** What hides who acted. */
export interface RecordHiding {
  readonly recordKey: RecordKey
  readonly random: RandomBytes
}

/** What records an item: of what a statement says, the leaf that the table of kinds names; of all else a closed one. */
export function buildRecord(
  item: WriteItem,
  frame: RecordFrame,
  hiding: RecordHiding,
): BuiltRecord {
  const { id, at, nonce, acted = {}, clockBehind } = frame
  if (item.kind === 'log-opened') return openRecord(frame, LOG_OPENED, item.digest)
  if (item.kind === 'configuration' || item.kind === 'web-bundle')
    return openRecord(frame, item.kind, item.digest)
  if (item.kind === 'erasure')
    return openRecord(frame, 'content.erased', digestOf(encodeErased(item.erased)))
  const stated = statedBy(item)
  if (stated !== undefined && STATEMENT_KINDS[stated.kind].leaf === 'open')
    return openRecord(frame, stated.kind, stated.digest)
  const { ev, agency, actor, detail, ...rest } = noteOf(item)
  const who = { agency, actor, detail }
  const sealed = sealWho(who, frame, hiding)
  const said: RecordBody = {
    v: 1,
    ev,
    ts: at,
    agency,
    actor: pseudonymOf(who, at, hiding),
    ...(sealed !== null && { det: sealed.commitment }),
    ...rest,
    ...(actor !== null && told(acted)),
    ...(clockBehind !== undefined && { clockBehind }),
  }
  verifyWhole(said)
  const body = writeRecordBody(said)
  const leaf = writeClosedLeaf({ v: 1, id, c: commitmentOf(body, nonce) })
  return { leaf, body, nonce, detail: sealed?.bytes ?? null }
}

/** What is known of it. */
function told({ roles, client }: ActedWith): Pick<RecordBody, 'roles' | 'client'> {
  return {
    ...(roles !== undefined && { roles }),
    ...(client !== undefined && { client }),
  }
}

/** A record that does not say what the catalogue promises of its event is our own mistake, and is not written. */
function verifyWhole(body: RecordBody): void {
  const missing = missingFields(body)
  if (missing.length > 0) throw new TypeError(`a record of ${body.ev} lacks ${missing.join()}`)
}

function openRecord({ id, at }: RecordFrame, ev: string, digest: Digest): BuiltRecord {
  const leaf = writeOpenLeaf({ v: 1, id, ts: at, ev, digest })
  return { leaf, body: null, nonce: null, detail: null }
}

interface Stated {
  readonly kind: StatementKind
  readonly digest: Digest
}

/** The statement that an item records; undefined for what the node itself notes. */
function statedBy(item: Exclude<WriteItem, NodeItem>): Stated | undefined {
  switch (item.kind) {
    case 'event':
    case 'session':
    case 'expiry':
    case 'delivery-alarm':
    case 'report':
      return undefined
    case 'disclosure':
      return { kind: 'manifest', digest: item.manifest.digest }
    case 'statement':
      return { kind: item.of, digest: item.statement.digest }
    case 'open':
      return { kind: 'open-request', digest: item.statement.digest }
    default:
      return { kind: item.kind, digest: item.statement.digest }
  }
}

type Who = Pick<RecordNote, 'agency' | 'actor' | 'detail'>

function pseudonymOf({ agency, actor }: Who, at: Time, { recordKey }: RecordHiding) {
  if (actor === null) return null
  if (agency === null) throw new TypeError('a member acts for an agency')
  return recordKey.pseudonymOf(agency, actor, at)
}

function sealWho(
  { agency, actor, detail }: Who,
  { id }: RecordFrame,
  { recordKey, random }: RecordHiding,
): SealedDetail | null {
  if (actor === null || agency === null) return null
  return recordKey.sealDetail(agency, id, { ...detail, member: actor }, random)
}

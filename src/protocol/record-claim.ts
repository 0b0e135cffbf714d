/**
 * Where something stands in the log, as a node tells it: in a JSON answer, and in the handover of a disclosure.
 *
 *     { "index": int, "size": int, "checkpoint": signed note, "proof": [ hash … ], "at": time,
 *       "record": { "leaf": bytes, "body": bytes, "nonce": bytes } }
 *
 * In JSON bytes are base64url, and an open leaf's record has neither body nor nonce; in CBOR these are null. Other members may
 * stand beside these in JSON: the claim is part of the answer to what was asked.
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from './base64url.ts'
import { isCborMap } from './cbor.ts'
import type { CborMap, CborValue } from './cbor.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { parseTime } from './time.ts'
import type { Time } from './time.ts'

/** Enough to verify that a record is in the log, without asking again. Attacker-controlled until that is done. */
export interface RecordClaim {
  readonly index: number
  /** Size of the checkpoint that covers it. */
  readonly size: number
  /** The signed note (c2sp.org/tlog-checkpoint). */
  readonly checkpoint: string
  /** RFC 9162 §2.1.3 inclusion path at `size`, from the leaf up. */
  readonly proof: readonly Uint8Array[]
  /** Time of the record. */
  readonly at: Time
  readonly record: {
    readonly leaf: Uint8Array
    /** Of a closed leaf, as the nonce. */
    readonly body: Uint8Array | null
    readonly nonce: Uint8Array | null
  }
}

/** The claim as members of a JSON answer. */
export function encodeRecordClaim({ record, ...claim }: RecordClaim): JsonObject {
  const { index, size, checkpoint, proof, at } = claim
  const { leaf, body, nonce } = record
  return {
    index,
    size,
    checkpoint,
    proof: proof.map(encodeBase64url),
    at,
    record: {
      leaf: encodeBase64url(leaf),
      ...(body === null ? {} : { body: encodeBase64url(body) }),
      ...(nonce === null ? {} : { nonce: encodeBase64url(nonce) }),
    },
  }
}

/** Reads the claim that a JSON answer carries; throws `record-claim-invalid`. */
export function parseRecordClaim(answer: JsonObject): RecordClaim {
  const { record } = answer
  if (!isJsonObject(record)) throw recordClaimInvalid()
  verifyNames(Object.keys(record))
  const { leaf, body, nonce } = record
  return buildClaim(answer, parseText, {
    leaf: parseText(leaf),
    body: body === undefined ? null : parseText(body),
    nonce: nonce === undefined ? null : parseText(nonce),
  })
}

/** The claim as fields of a CBOR map. */
export function encodeCborRecordClaim({ record, ...claim }: RecordClaim): Map<string, CborValue> {
  const { index, size, checkpoint, proof, at } = claim
  const { leaf, body, nonce } = record
  const fields = { index, size, checkpoint, proof, at }
  const bytes = new Map<string, CborValue>(Object.entries({ leaf, body, nonce }))
  return new Map<string, CborValue>([...Object.entries(fields), ['record', bytes]])
}

/** Reads the claim from the fields of a CBOR map, where others may be; throws `record-claim-invalid`. */
export function parseCborRecordClaim(fields: CborMap): RecordClaim {
  const record = fields.get('record')
  if (!isCborMap(record) || record.size !== 3) throw recordClaimInvalid()
  const [body, nonce] = [record.get('body'), record.get('nonce')]
  return buildClaim(Object.fromEntries(fields), parseBytes, {
    leaf: parseBytes(record.get('leaf')),
    body: body === null ? null : parseBytes(body),
    nonce: nonce === null ? null : parseBytes(nonce),
  })
}

/** The names of the members that a claim adds to what it stands in. */
export const RECORD_CLAIM_MEMBERS = [
  'index',
  'size',
  'checkpoint',
  'proof',
  'at',
  'record',
] as const

function buildClaim<V>(
  members: { readonly [name: string]: V },
  parseHash: (value: V) => Uint8Array,
  record: RecordClaim['record'],
): RecordClaim {
  const { index, size, checkpoint, proof, at } = members
  if (!isCount(index) || !isCount(size) || typeof checkpoint !== 'string')
    throw recordClaimInvalid()
  if (!Array.isArray(proof)) throw recordClaimInvalid()
  if ((record.body === null) !== (record.nonce === null)) throw recordClaimInvalid()
  return { index, size, checkpoint, proof: proof.map(parseHash), at: parseAt(at), record }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function parseAt(value: unknown): Time {
  if (typeof value !== 'string') throw recordClaimInvalid()
  try {
    parseTime(value)
  } catch (cause) {
    throw recordClaimInvalid({ cause })
  }
  return value
}

function verifyNames(names: readonly string[]): void {
  if (names.some((name) => !['leaf', 'body', 'nonce'].includes(name))) throw recordClaimInvalid()
}

function parseText(value: JsonValue | undefined): Uint8Array {
  if (typeof value !== 'string') throw recordClaimInvalid()
  try {
    return parseBase64url(value)
  } catch (cause) {
    throw recordClaimInvalid({ cause })
  }
}

function parseBytes(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw recordClaimInvalid()
  return value
}

function recordClaimInvalid(options?: ErrorOptions): ProtocolError {
  return new ProtocolError('record-claim-invalid', 'not a claim of a record in the log', options)
}

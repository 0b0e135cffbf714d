import { isCborMap, parseCbor } from '../protocol/cbor.ts'
import type { CborMap, CborValue } from '../protocol/cbor.ts'
import { ClientError } from './errors.ts'
import type { RecordClaim } from './recorded.ts'

/** A disclosure as a gateway hands it to one reading function. Nothing of it is verified. */
export interface Handover {
  /** Compact JWS. */
  readonly manifest: string
  /** The bytes of the decision under which it was accepted. */
  readonly decision: Uint8Array
  /** The reading function's keyring. */
  readonly keyring: Uint8Array
  /** Ciphertexts by part id. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** The record of the opening; null for what is held, which is looked at without one. */
  readonly record: RecordClaim | null
}

/** Reads a handover. Throws `answer-invalid`. */
export function parseHandover(bytes: Uint8Array): Handover {
  const fields = parseMap(bytes)
  const manifest = fields.get('manifest')
  if (fields.get('v') !== 1 || typeof manifest !== 'string') throw invalid()
  const parts = fields.get('parts')
  if (!isCborMap(parts)) throw invalid()
  return {
    manifest,
    decision: bytesOf(fields.get('decision')),
    keyring: bytesOf(fields.get('keyring')),
    parts: new Map(Array.from(parts, ([id, part]) => [id, bytesOf(part)])),
    record: fields.has('record') ? recordOf(fields) : null,
  }
}

function recordOf(fields: CborMap): RecordClaim {
  const [index, checkpoint, proof, record] = ['index', 'checkpoint', 'proof', 'record'].map(
    (name) => fields.get(name),
  )
  if (typeof index !== 'number' || typeof checkpoint !== 'string' || !Array.isArray(proof)) {
    throw invalid()
  }
  if (!isCborMap(record)) throw invalid()
  return {
    index,
    checkpoint,
    proof: proof.map(bytesOf),
    leaf: bytesOf(record.get('leaf')),
    body: nullableBytesOf(record.get('body')),
    nonce: nullableBytesOf(record.get('nonce')),
  }
}

function parseMap(bytes: Uint8Array): CborMap {
  let value: CborValue
  try {
    value = parseCbor(bytes)
  } catch (cause) {
    throw new ClientError('answer-invalid', 'the handover is not deterministic CBOR', { cause })
  }
  if (!isCborMap(value)) throw invalid()
  return value
}

function bytesOf(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw invalid()
  return value
}

function nullableBytesOf(value: CborValue | undefined): Uint8Array | null {
  return value === null || value === undefined ? null : bytesOf(value)
}

function invalid(): ClientError {
  return new ClientError('answer-invalid', 'the handover is not as it must be')
}

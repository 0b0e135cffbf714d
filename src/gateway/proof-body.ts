import type { Appended, RecordBytes } from '../audit/write-item.ts'
import { encodeBase64url } from '../protocol/base64url.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Where something stands in the log, as JSON: enough to verify that its record is there, without asking again. */
export function proofBody({ index, size, checkpoint, proof, at, record }: Appended): JsonObject {
  return {
    index,
    size,
    checkpoint,
    proof: proof.map(encodeBase64url),
    at,
    record: recordBody(record),
  }
}

function recordBody({ leaf, body, nonce }: RecordBytes): JsonObject {
  return {
    leaf: encodeBase64url(leaf),
    ...(body === null ? {} : { body: encodeBase64url(body) }),
    ...(nonce === null ? {} : { nonce: encodeBase64url(nonce) }),
  }
}

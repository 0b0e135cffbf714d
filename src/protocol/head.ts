/**
 * The head of a disclosure as bytes, and the digest that binds every part and keyring to it.
 *
 * @module
 */
import headSchema from '../../schemas/statements/head.json' with { type: 'json' }
import { parseBase64url } from './base64url.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'
import { compileForm } from './statement-form.ts'
import type { Head } from './statements/head.ts'
import type { Manifest } from './statements/manifest.ts'

const form = compileForm<Head>(headSchema)

/** The bytes that the manifest carries and that the head digest covers. Throws TypeError if the schema refuses it. */
export function encodeHead(head: Head): Uint8Array {
  return form.encode(head)
}

/** Reads a head; throws `json-…`, `statement-invalid` or `statement-not-canonical`. */
export function parseHead(bytes: Uint8Array): Head {
  return form.parse(bytes)
}

/** What a manifest's head says, and its digest: SHA-256 of the bytes as carried. */
export interface CarriedHead {
  readonly head: Head
  readonly headDigest: Digest
}

// Every check asks for the head, and a manifest never changes: parsed once per manifest.
const carried = new WeakMap<Manifest, CarriedHead>()

/** The head that a manifest carries; throws `base64url-invalid` and as `parseHead`. */
export function headOf(manifest: Manifest): CarriedHead {
  const known = carried.get(manifest)
  if (known !== undefined) return known
  const bytes = parseBase64url(manifest.head)
  const found = { head: parseHead(bytes), headDigest: digestOf(bytes) }
  carried.set(manifest, found)
  return found
}

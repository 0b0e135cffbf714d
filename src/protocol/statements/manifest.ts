import type { Commitment } from '../commitment.ts'
import type { Digest } from '../sha256.ts'
import type { Category } from '../vocabulary.ts'

/** One sealed part: a category of data about one subject, and who may read it. */
export interface ManifestPart {
  readonly id: string
  readonly subject: string
  readonly category: Category
  /** Function ids. The sending function is always one. */
  readonly readers: readonly string[]
  /** SHA-256 of the ciphertext. */
  readonly digest: Digest
  /** Padded plaintext, in bytes. */
  readonly size: number
  /** HMAC-SHA256 over the plaintext under an opening sealed in the part. */
  readonly commitment: Commitment
}

/** The keyring of one reading function: sealed to the key `kid`, its digest covering `enc` and ciphertext. */
export interface ManifestKeyring {
  readonly function: string
  readonly kid: string
  readonly digest: Digest
}

/** What the author of a disclosure signs. */
export interface Manifest {
  readonly v: 1
  /** base64url of the head's JSON bytes; see `head.ts`. */
  readonly head: string
  readonly parts: readonly ManifestPart[]
  readonly keyrings: readonly ManifestKeyring[]
}

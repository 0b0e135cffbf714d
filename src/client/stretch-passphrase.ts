import { encodeUtf8 } from '../protocol/bytes.ts'
import { sodium } from '../protocol/sodium.ts'

/** Cost of stretching a passphrase. */
export interface StretchCost {
  readonly passes: number
  readonly memoryBytes: number
}

/** The least cost accepted, on writing and on reading: what is weaker is refused even if the passphrase is right. */
export const LEAST_COST: StretchCost = { passes: 3, memoryBytes: 256 * 1024 * 1024 }
/** The greatest cost accepted on reading: what somebody planted must not exhaust the machine. */
export const GREATEST_COST: StretchCost = { passes: 16, memoryBytes: 1024 * 1024 * 1024 }

/** Whether a cost is neither too weak nor more work than anybody would ask for. */
export function isFairCost({ passes, memoryBytes }: StretchCost): boolean {
  const isEnough = passes >= LEAST_COST.passes && memoryBytes >= LEAST_COST.memoryBytes
  return isEnough && passes <= GREATEST_COST.passes && memoryBytes <= GREATEST_COST.memoryBytes
}

/** 32 bytes of a passphrase by Argon2id 1.3 (RFC 9106), one lane. Takes about a second and does not yield meanwhile. */
export function stretchPassphrase(
  passphrase: string,
  salt: Uint8Array,
  { passes, memoryBytes }: StretchCost,
): Uint8Array {
  return sodium.crypto_pwhash(
    32,
    // NFC, as the same passphrase typed on two systems may arrive composed or decomposed (å, ä, ö).
    encodeUtf8(passphrase.normalize('NFC')),
    salt,
    passes,
    memoryBytes,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )
}

/**
 * What opens a vault: always something that the gateway does not hold. The output of a passkey's PRF, which never leaves the
 * authenticator but for this, or a passphrase together with the device secret of a browser.
 *
 * @module
 */
import { concatBytes } from '../protocol/bytes.ts'
import { deriveKey } from './derive-key.ts'
import { stretchPassphrase } from './stretch-passphrase.ts'
import type { StretchCost } from './stretch-passphrase.ts'

/** Whose vault it is: a person at the agency's identity provider, member or not yet. */
export interface VaultOwner {
  readonly agency: string
  readonly issuer: string
  readonly subject: string
}

/** Secrets as they are given. */
export type VaultSecret =
  | {
      readonly kind: 'passkey'
      /** The passkey's credential id, base64url. */
      readonly credential: string
      /** What it was asked with. */
      readonly salt: Uint8Array
      /** What the PRF gave (WebAuthn Level 3 §10.1.4): 32 bytes. */
      readonly output: Uint8Array
    }
  | {
      readonly kind: 'passphrase'
      readonly passphrase: string
      readonly device: Uint8Array
    }

/** The key that a passkey's output is good for. */
export function passkeyWrap(owner: VaultOwner, credential: string, output: Uint8Array): Uint8Array {
  if (output.length !== 32) throw new TypeError('a PRF gives 32 bytes')
  return deriveKey(output, 'sluss/vault/passkey/v1', ...namesOf(owner), credential)
}

/** The key that a passphrase and a device secret are good for together. Takes about a second. */
export function passphraseWrap(
  owner: VaultOwner,
  { passphrase, device }: { readonly passphrase: string; readonly device: Uint8Array },
  { salt, cost }: { readonly salt: Uint8Array; readonly cost: StretchCost },
): Uint8Array {
  const stretched = stretchPassphrase(passphrase, salt, cost)
  return deriveKey(concatBytes(stretched, device), 'sluss/vault/passphrase/v1', ...namesOf(owner))
}

function namesOf({ agency, issuer, subject }: VaultOwner): readonly string[] {
  return [agency, issuer, subject]
}

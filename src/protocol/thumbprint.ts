import { encodeUtf8 } from './bytes.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'

/**
 * The thumbprint of a JSON Web Key (RFC 7638 §3): SHA-256 over the members that its key type requires, in lexicographic order
 * and without white space. It names a key (`kid`) by what it is, so that nobody can give two keys one name.
 *
 * Takes exactly the required members: `crv`, `kty`, `x` for OKP (RFC 8037 §2), `alg`, `kty`, `pub` for AKP (RFC 9964).
 */
export function thumbprintOf(requiredMembers: Readonly<Record<string, string>>): Digest {
  const sorted = Object.entries(requiredMembers).sort(([a], [b]) => (a < b ? -1 : 1))
  return digestOf(encodeUtf8(JSON.stringify(Object.fromEntries(sorted))))
}

import type { Digest } from '../sha256.ts'
import type { SigningJwk } from '../signing-key.ts'
import type { Time } from '../time.ts'
import type { BodyType } from '../vocabulary.ts'
import type { LocalText } from './local-text.ts'
import { ProtocolError } from '../errors.ts'
import { hasRepetition } from '../repetition.ts'
import { parseSigningJwk } from '../signing-key.ts'
import { parseTime } from '../time.ts'

/**
 * Who answers for an agency: its custodians, how many of them must sign, and the key to which they delegate the
 * roster. Root 1 is pinned by digest in each verifier's configuration; root n + 1 is signed by the threshold of root n
 * and by its own.
 */
export interface Root {
  readonly v: 1
  readonly agency: string
  readonly name: LocalText
  readonly bodyType: BodyType
  readonly sequence: number
  readonly previous: Digest | null
  readonly threshold: number
  readonly custodians: readonly SigningJwk[]
  readonly rosterKey: SigningJwk
  readonly issuedAt: Time
}

/**
 * What a schema cannot say. Throws `key-registered-twice` (a custodian twice, or one who also holds the roster key),
 * `threshold-impossible`, `root-previous-mismatch` (only root 1 has none before it) and as `parseSigningJwk`.
 */
export function verifyRootPayload(root: Root): void {
  parseTime(root.issuedAt)
  const keys = [...root.custodians, root.rosterKey].map((jwk) => parseSigningJwk(jwk).kid)
  if (hasRepetition(keys))
    throw new ProtocolError('key-registered-twice', 'a key of the root is registered twice')
  if (root.threshold > root.custodians.length)
    throw new ProtocolError('threshold-impossible', 'more must sign than there are custodians')
  if ((root.sequence === 1) !== (root.previous === null))
    throw new ProtocolError('root-previous-mismatch', 'only the first root has none before it')
}

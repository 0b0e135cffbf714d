import type { Digest } from '../sha256.ts'
import type { SigningJwk } from '../signing-key.ts'
import type { Time } from '../time.ts'
import type { BodyType } from '../vocabulary.ts'
import type { LocalText } from './local-text.ts'

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

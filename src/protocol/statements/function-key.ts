import type { SealingJwk } from '../sealing-key.ts'
import type { Time } from '../time.ts'
import type { FunctionRole } from '../vocabulary.ts'
import type { LocalText } from './local-text.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseSealingJwk } from '../sealing-key.ts'
import { verifySpan } from '../validity.ts'

/** The key that what is sent to a function is sealed to, and what the agency has set the function up to do. */
export interface FunctionKey {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly name: LocalText
  readonly key: SealingJwk
  readonly roles: readonly FunctionRole[]
  /** Whether its clients are people feared to commit crimes: location parts of a victim are never sealed to it. */
  readonly servesFearedPerpetrator: boolean
  readonly issuedAt: Time
  readonly validUntil: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, `validity-invalid` and as `parseSealingJwk`. */
export function verifyFunctionKeyPayload(functionKey: FunctionKey): void {
  verifyOwnFunction(functionKey.agency, functionKey.function)
  verifySpan(functionKey.issuedAt, functionKey.validUntil)
  parseSealingJwk(functionKey.key)
}

import type { Uuid } from '../protocol/uuid.ts'

/** Who acts, as the sign-in says. What the member signs must say the same. */
export interface Actor {
  readonly agency: string
  readonly member: Uuid
  /** How surely the identity provider knew who it was (`acr`); null when it does not say. */
  readonly acr: string | null
}

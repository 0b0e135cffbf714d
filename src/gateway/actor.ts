import type { Uuid } from '../protocol/uuid.ts'

/** Who acts, as the token says. What the member signs must say the same. */
export interface Actor {
  readonly agency: string
  readonly member: Uuid
}

import type { Uuid } from '../protocol/uuid.ts'

/** An item as `log.append` reads it; each kind has fields of its own besides. */
export interface ItemFields {
  readonly kind: string
  /** Whose its record is. */
  readonly agency?: string | null
  /** The disclosure whose parties may read the body of its record as well. */
  readonly shared?: Uuid
  readonly [field: string]: unknown
}

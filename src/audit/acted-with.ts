import type { ClientProgram } from '../protocol/client-program.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'

/** What a record says of whoever acts besides who it is: with what program, as that said itself, and in which roles, as the roster says. */
export interface ActedWith {
  readonly client?: ClientProgram | undefined
  /** In the function of the record; of a record without one, in any. */
  readonly roles?: readonly MemberRole[] | undefined
}

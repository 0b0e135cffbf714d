import type { Disclosure } from './scenes/disclosure.ts'
import type { Narrator } from './narrator.ts'
import type { OpenTown } from './open-town.ts'
import type { Person } from './person.ts'

/** What every scene works with. */
export interface Story {
  readonly narrator: Narrator
  readonly town: OpenTown
  /** The demonstration's folder, for files that people write. */
  readonly dir: string
  readonly klas: Person
  readonly ylva: Person
  readonly rut: Person
}

/** What earlier scenes left for later ones. */
export interface Past {
  readonly assessment: Disclosure
  readonly countersigned: Disclosure
}

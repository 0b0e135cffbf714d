import type { Fact, Pack } from '../policy-set.ts'

/** The facts that conditions may ask for, by name. */
export type Vocabulary = ReadonlyMap<string, Fact>

/** The facts of a pack. */
export function vocabularyOf({ facts }: Pack): Vocabulary {
  return new Map(facts.map((fact) => [fact.name, fact]))
}

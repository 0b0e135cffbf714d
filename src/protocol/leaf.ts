import type { JsonObject } from './json.ts'
import type { NeverTo } from './never-to.ts'
import type { Category, SubjectRole } from './vocabulary.ts'

/** One field of a message type: a plain value, or a list of plain values, of one category about one person. */
export interface Leaf {
  /** JSON Pointer with `#` for the index of a list: `/children/#/birthYear`. */
  readonly template: string
  readonly category: Category
  readonly subject: SubjectRole
  /** The pointer of the list that the leaf lies in, if it does. */
  readonly list: string | undefined
  /** Whether each item of that list is the person whom the leaf is about. */
  readonly isAboutItem: boolean
  /** Written by hand, so the guard searches it. */
  readonly isFreeText: boolean
  /** What it is there to hold, by the names of the guard's detectors: the guard does not mark it here, and offers it as its place. */
  readonly holds: readonly string[]
  readonly never: readonly NeverTo[]
  /** The field of the same section that holds the earliest day it may name, if there is one. */
  readonly notBefore: string | undefined
  /** A day that must not be past when the document is sent: what ran out cannot be built on. */
  readonly isNotPast: boolean
  /** The field of the message that is answered whose value it repeats, by pointer, if there is one. */
  readonly sameAs: string | undefined
  readonly schema: JsonObject
}

/** A list of objects in a message type; with `each`, every item is one person of that role. */
export interface List {
  readonly pointer: string
  readonly each: SubjectRole | undefined
  readonly maxItems: number
}

import { createContext, use } from 'react'
import type { Hit } from '../../client/guard/run-guard.ts'
import type { Asked } from '../../client/writing/asked.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Category } from '../../protocol/vocabulary.ts'

/** What the fields of a form know besides their values. All by JSON Pointer. */
export interface FormKnowledge {
  readonly asked: Asked
  /** What must be mended: the keyword of the schema that is not met. Shown once the author has been there, or has asked to send. */
  readonly faults: ReadonlyMap<string, string>
  /** What the guard has found in a text, as long as it is the text that was searched. */
  readonly hitsIn: (pointer: string, text: string) => readonly Hit[]
  /** The fields that a marked word could be moved to: their pointers, with what they are called. */
  readonly placesOf: (
    hit: Hit,
  ) => readonly { readonly pointer: string; readonly title: LocalText }[]
  /** Moves it there. */
  readonly move: (hit: Hit, place: string) => void
  /** Whether marked words stop the message. */
  readonly isProtected: boolean
  /** The top sections that are on. */
  readonly sections: ReadonlySet<string>
  /** Those among them that every document of the type has. */
  readonly required: ReadonlySet<string>
  /** The kinds of data in each section. */
  readonly categories: Readonly<Record<string, readonly Category[]>>
  /** Chooses a section, or leaves it out. */
  readonly toggle: (section: string, isOn: boolean) => void
  /** Says that a field was left, so that its fault may be told. */
  readonly leave: (pointer: string) => void
}

/** What the fields below know. */
export const FormContext = createContext<FormKnowledge | undefined>(undefined)

/** The same, in a field. */
export function useForm(): FormKnowledge {
  const known = use(FormContext)
  if (known === undefined) throw new TypeError('no form above this field')
  return known
}

/** Before the pointer in the id of every field: `f/scenario/text`. */
export const ID_PREFIX = 'f'

/** The id of the field at a pointer. */
export function fieldId(pointer: string): string {
  return ID_PREFIX + pointer
}

/** The pointer of a field by its id. */
export function pointerOf(id: string): string {
  return id.slice(ID_PREFIX.length)
}

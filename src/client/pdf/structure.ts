import { isDrawable } from './helvetica.ts'

/** The tags of ISO 32000-1 §14.8.4 that our documents use. */
export type Tag = 'Document' | 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD'

/** A piece of drawn content that belongs to an element: on which page, under which number. */
export interface Mark {
  readonly page: number
  readonly id: number
}

/** An element of the document's structure: what a screen reader reads, in its order. */
export interface Element {
  readonly tag: Tag
  readonly kids: Element[]
  readonly marks: Mark[]
  /** What is said, where the drawn text is not the whole truth. */
  readonly actual?: string
}

/** A new element, below `parent` if there is one, of a text if it has one. */
export function addElement(parent: Element | undefined, tag: Tag, text = ''): Element {
  const actual = isDrawable(text) ? {} : { actual: text }
  const element: Element = { tag, kids: [], marks: [], ...actual }
  parent?.kids.push(element)
  return element
}

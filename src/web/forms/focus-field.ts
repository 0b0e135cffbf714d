import { focusOn } from '../parts/focus-on.ts'
import { fieldId } from './form-context.ts'

/** Gives the focus to the first thing at a place of the document that takes it, once it is there to be seen. */
export function focusField(place: string): void {
  setTimeout(() => focusOn(fieldId(place)))
}

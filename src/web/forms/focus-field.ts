import { fieldId } from './form-context.ts'

/** Gives the focus to the first thing at a place of the document that takes it, once it is there to be seen. */
export function focusField(place: string): void {
  setTimeout(() => focusOn(fieldId(place)))
}

/** The same of any element, by its id. */
export function focusOn(id: string): void {
  const found = document.getElementById(id)
  const target = found?.matches('input, textarea, select, [tabindex]')
    ? found
    : found?.querySelector<HTMLElement>('input, textarea, select')
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

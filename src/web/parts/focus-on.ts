/** Gives the focus to an element, or to the first in it that takes it. */
export function focusOn(id: string): void {
  const found = document.getElementById(id)
  const target = found?.matches('input, textarea, select, [tabindex]')
    ? found
    : found?.querySelector<HTMLElement>('input, textarea, select')
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

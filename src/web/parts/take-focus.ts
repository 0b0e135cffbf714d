/** A `ref` for what has come in the place of what was pressed: who goes by the keyboard stands there now, and hears it. Give it `tabIndex={-1}`, too. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
}

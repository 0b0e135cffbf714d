/** Gives the focus to the first field of a form that is told to be wrong, once that stands there: so it is heard. */
export function focusFault(form: HTMLFormElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** Whether the author must say if the words could tell where somebody protected lives (OSL 21:3 a): the guard finds only what has a form. */
export function asksTellsWhere(check: {
  readonly isProtected: boolean
  readonly hasFreeText: boolean
}): boolean {
  return check.isProtected && check.hasFreeText
}

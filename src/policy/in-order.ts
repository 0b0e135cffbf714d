/** The items sorted: most lists are written in order, and then are their own. */
export function inOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  for (let i = 1; i < items.length; i++)
    if (compare(items[i - 1]!, items[i]!) > 0)
      return items.length > FEW ? items.toSorted(compare) : sortFew(items, compare)
  return items
}

/** As many as are sorted faster by hand. */
const FEW = 32

/** Insertion sort: stable as `toSorted`. */
function sortFew<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const sorted = items.slice()
  for (let i = 1; i < sorted.length; i++) {
    const item = sorted[i]!
    let place = i
    for (; place > 0 && compare(sorted[place - 1]!, item) > 0; place--)
      sorted[place] = sorted[place - 1]!
    sorted[place] = item
  }
  return sorted
}

/** By UTF-16 code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** `p2` before `p10`. */
export function comparePartIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b)
}

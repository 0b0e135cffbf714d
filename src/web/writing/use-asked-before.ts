import { useRef } from 'react'

/** All that was asked since the screen was opened, in the order in which it came: what is answered does not run away. */
export function useAskedBefore<T>(asked: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const known = useRef(new Map<string, T>())
  for (const one of asked) known.current.set(keyOf(one), one)
  return [...known.current.values()]
}

import type { FunctionComponent } from 'react'

/** What a screen is given: what its address names. */
export interface ScreenProps {
  readonly params: Readonly<Record<string, string | undefined>>
}

/** A screen and its address. Addresses carry ids, never words about anybody (practice.md §3.2 no. 43). */
export interface ScreenRoute {
  /** As wouter reads it: `/case/:case`. */
  readonly path: string
  readonly Screen: FunctionComponent<ScreenProps>
}

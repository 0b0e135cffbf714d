import type { FunctionComponent } from 'react'

/** A screen and its address. Addresses carry ids, never words about anybody (practice.md §3.2 no. 43). */
export interface ScreenRoute {
  /** As wouter reads it: `/case/:case`. */
  readonly path: string
  readonly Screen: FunctionComponent<{
    readonly params: Readonly<Record<string, string | undefined>>
  }>
}

import type { ScreenRoute } from '../screen.ts'
import { HeldListScreen } from './held-list.tsx'
import { HeldScreen } from './held-screen.tsx'

export const decidingRoutes: readonly ScreenRoute[] = [
  { path: '/decide', Screen: HeldListScreen },
  { path: '/decide/:id', Screen: HeldScreen },
]

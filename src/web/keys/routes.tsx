import type { ScreenRoute } from '../screen.ts'
import { Colleagues } from './colleagues.tsx'
import { MyKeys } from './my-keys.tsx'

export const keysRoutes: readonly ScreenRoute[] = [
  { path: '/keys', Screen: MyKeys },
  { path: '/keys/colleagues', Screen: Colleagues },
]

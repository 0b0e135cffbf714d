import type { ScreenRoute } from '../screen.ts'
import { Begin } from './begin.tsx'
import { Write } from './write.tsx'

export const writingRoutes: readonly ScreenRoute[] = [
  { path: '/write', Screen: Begin },
  { path: '/write/:id', Screen: Write },
  { path: '/case/:case/write', Screen: Begin },
]

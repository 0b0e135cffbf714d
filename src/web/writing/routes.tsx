import { laterScreens } from '../later-screens.tsx'
import type { ScreenRoute } from '../screen.ts'
import { Begin } from './begin.tsx'

/** The form and all that belongs to it are loaded when somebody begins to write. */
const Write = laterScreens(() => import('./write.tsx'))('Write')

export const writingRoutes: readonly ScreenRoute[] = [
  { path: '/write', Screen: Begin },
  { path: '/write/:id', Screen: Write },
  { path: '/case/:case/write', Screen: Begin },
]

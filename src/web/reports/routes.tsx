import { laterScreens } from '../later-screens.tsx'
import type { ScreenRoute } from '../screen.ts'

const later = laterScreens(() => import('./reports-screens.tsx'))

const Report = later('ReportScreen')

export const reportsRoutes: readonly ScreenRoute[] = [
  { path: '/reports', Screen: later('StartScreen') },
  { path: '/reports/extract', Screen: later('ExtractScreen') },
  { path: '/reports/:period', Screen: Report },
  { path: '/reports/:period/:of', Screen: Report },
]

import type { ScreenRoute } from '../screen.ts'
import { CaseList } from './case-list.tsx'
import { CaseThread } from './case-thread.tsx'

export const caseRoutes: readonly ScreenRoute[] = [
  { path: '/cases', Screen: CaseList },
  { path: '/case/:case', Screen: CaseThread },
]

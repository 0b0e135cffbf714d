import { caseRoutes } from './case/routes.tsx'
import { decidingRoutes } from './deciding/routes.tsx'
import { gatewayRoutes } from './gateway/routes.tsx'
import { keysRoutes } from './keys/routes.tsx'
import { inboxRoutes } from './inbox/routes.tsx'
import { openingsRoutes } from './openings/routes.tsx'
import { readingRoutes } from './reading/routes.tsx'
import { reportsRoutes } from './reports/routes.tsx'
import { reviewingRoutes } from './reviewing/routes.tsx'
import type { ScreenRoute } from './screen.ts'
import { writingRoutes } from './writing/routes.tsx'

import { trustRoutes } from './trust/routes.tsx'

/** Every screen, area by area. */
export const ROUTES: readonly ScreenRoute[] = [
  ...inboxRoutes,
  ...keysRoutes,
  ...caseRoutes,
  ...openingsRoutes,
  ...readingRoutes,
  ...reportsRoutes,
  ...reviewingRoutes,
  ...trustRoutes,
  ...decidingRoutes,
  ...writingRoutes,
  ...gatewayRoutes,
]

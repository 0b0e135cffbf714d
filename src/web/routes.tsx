import { gatewayRoutes } from './gateway/routes.tsx'
import type { ScreenRoute } from './screen.ts'

/** Every screen, area by area. */
export const ROUTES: readonly ScreenRoute[] = [...gatewayRoutes]

import type { ScreenRoute } from '../screen.ts'
import { AboutGateway } from './about-gateway.tsx'

export const gatewayRoutes: readonly ScreenRoute[] = [{ path: '/about', Screen: AboutGateway }]

import type { ScreenRoute } from '../screen.ts'
import { TrustScreen } from './trust-screen.tsx'

export const trustRoutes: readonly ScreenRoute[] = [{ path: '/log', Screen: TrustScreen }]

import type { ScreenRoute } from '../screen.ts'
import { Openings } from './openings.tsx'

export const openingsRoutes: readonly ScreenRoute[] = [{ path: '/openings', Screen: Openings }]

import type { ScreenRoute } from '../screen.ts'
import { QueueScreen } from './queue-screen.tsx'

export const reviewingRoutes: readonly ScreenRoute[] = [{ path: '/review', Screen: QueueScreen }]

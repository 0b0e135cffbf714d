import type { ScreenRoute } from '../screen.ts'
import { MessageScreen } from './message-screen.tsx'

export const readingRoutes: readonly ScreenRoute[] = [
  { path: '/message/:id', Screen: MessageScreen },
]

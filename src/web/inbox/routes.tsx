import type { ScreenRoute } from '../screen.ts'
import { Inbox } from './inbox.tsx'

export const inboxRoutes: readonly ScreenRoute[] = [
  { path: '/', Screen: Inbox },
  { path: '/inbox', Screen: Inbox },
]

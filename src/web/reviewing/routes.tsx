import { laterScreens } from '../later-screens.tsx'
import type { ScreenRoute } from '../screen.ts'

const later = laterScreens(() => import('./officer-screens.tsx'))

const Start = later('StartScreen')
const Queue = later('QueueScreen')
const Sample = later('SampleScreen')
const Denied = later('DeniedScreen')
const Reconciliation = later('ReconciliationScreen')
const Case = later('CaseScreen')
const Inquire = later('InquireScreen')
const Inquiries = later('InquiriesScreen')
const Member = later('MemberScreen')

export const reviewingRoutes: readonly ScreenRoute[] = [
  { path: '/review', Screen: Start },
  { path: '/review/queue/:queue', Screen: Queue },
  { path: '/review/sample', Screen: Sample },
  { path: '/review/denied', Screen: Denied },
  { path: '/review/reconciliation', Screen: Reconciliation },
  { path: '/review/case', Screen: Case },
  { path: '/review/case/:case', Screen: Case },
  { path: '/review/inquire/:record', Screen: Inquire },
  { path: '/review/inquiries', Screen: Inquiries },
  { path: '/review/inquiries/:inquiry', Screen: Member },
]

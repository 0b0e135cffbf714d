import { lazy, Suspense } from 'react'
import type { FunctionComponent } from 'react'
import type { ScreenProps, ScreenRoute } from '../screen.ts'

/** Few need these: they are loaded together when one of them is first shown. */
const load = () => import('./officer-screens.tsx')
type Name = keyof Awaited<ReturnType<typeof load>>

function later(name: Name): FunctionComponent<ScreenProps> {
  const Screen = lazy(async () => {
    const screens: Readonly<Record<Name, FunctionComponent<ScreenProps>>> = await load()
    return { default: screens[name] }
  })
  return function Later(props: ScreenProps) {
    return (
      <Suspense>
        <Screen {...props} />
      </Suspense>
    )
  }
}

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

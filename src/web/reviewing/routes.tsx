import { lazy, Suspense } from 'react'
import type { FunctionComponent } from 'react'
import type { ScreenProps, ScreenRoute } from '../screen.ts'
import { QueueScreen } from './queue-screen.tsx'

/** Screens that few need are loaded together when one of them is first shown. */
const load = () => import('./oversight-screens.tsx')
type Screens = Awaited<ReturnType<typeof load>>

function later(name: keyof Screens): FunctionComponent<ScreenProps> {
  const Screen = lazy(async () => ({ default: (await load())[name] }))
  return function Later(props: ScreenProps) {
    return (
      <Suspense>
        <Screen {...props} />
      </Suspense>
    )
  }
}

const Case = later('CaseScreen')

export const reviewingRoutes: readonly ScreenRoute[] = [
  { path: '/review', Screen: QueueScreen },
  { path: '/review/case', Screen: Case },
  { path: '/review/case/:case', Screen: Case },
]

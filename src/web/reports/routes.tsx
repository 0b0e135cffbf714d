import { lazy, Suspense } from 'react'
import type { FunctionComponent } from 'react'
import type { ScreenProps, ScreenRoute } from '../screen.ts'

/** Few need these screens: they are loaded together when one of them is first shown. */
const load = () => import('./reports-screens.tsx')
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

export const reportsRoutes: readonly ScreenRoute[] = [
  { path: '/reports', Screen: later('StartScreen') },
  { path: '/reports/extract', Screen: later('ExtractScreen') },
  { path: '/reports/:period', Screen: later('ReportScreen') },
]

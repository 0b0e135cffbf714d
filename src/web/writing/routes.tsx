import { lazy, Suspense } from 'react'
import type { ComponentProps } from 'react'
import type { ScreenRoute } from '../screen.ts'
import { Begin } from './begin.tsx'

/** The form and all that belongs to it are loaded when somebody begins to write. */
const Write = lazy(async () => ({ default: (await import('./write.tsx')).Write }))

function LazyWrite(props: ComponentProps<typeof Write>) {
  return (
    <Suspense>
      <Write {...props} />
    </Suspense>
  )
}

export const writingRoutes: readonly ScreenRoute[] = [
  { path: '/write', Screen: Begin },
  { path: '/write/:id', Screen: LazyWrite },
  { path: '/case/:case/write', Screen: Begin },
]

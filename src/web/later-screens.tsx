import { lazy, Suspense } from 'react'
import type { FunctionComponent } from 'react'
import type { ScreenProps } from './screen.ts'

type Screens<N extends string> = Readonly<Record<N, FunctionComponent<ScreenProps>>>

/** Screens of a module that is loaded when one of them is first shown: for those that few need. Tells how to name one. */
export function laterScreens<N extends string>(
  load: () => Promise<Screens<N>>,
): (name: N) => FunctionComponent<ScreenProps> {
  return (name) => {
    const Screen = lazy<FunctionComponent<ScreenProps>>(async () => ({
      default: (await load())[name],
    }))
    return function Later(props: ScreenProps) {
      return (
        <Suspense>
          <Screen {...props} />
        </Suspense>
      )
    }
  }
}

import type { FunctionComponent } from 'react'
import { partLoader } from './load-part.ts'
import { Failure } from './parts/failure.tsx'
import type { ScreenProps } from './screen.ts'
import { useAnswer } from './use-answer.ts'

type Screens<N extends string> = Readonly<Record<N, FunctionComponent<ScreenProps>>>

/**
 * Screens of a module that is loaded when one of them is first shown: for those that few need. Tells how to name one. What cannot be loaded
 * is told in its place, and can be tried again.
 */
export function laterScreens<N extends string>(
  load: () => Promise<Screens<N>>,
): (name: N) => FunctionComponent<ScreenProps> {
  const loadOnce = partLoader(load)
  return (name) =>
    function Later(props: ScreenProps) {
      const asked = useAnswer(loadOnce)
      if (asked.state === 'failed') return <Failure failure={asked.failure} onRetry={asked.again} />
      const Screen: FunctionComponent<ScreenProps> | undefined = asked.value?.[name]
      return Screen === undefined ? null : <Screen {...props} />
    }
}

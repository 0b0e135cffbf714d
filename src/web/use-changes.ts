import { useEffect, useRef, useState } from 'react'
import type { Change, LiveState } from '../client/live-changes.ts'
import { useWorker } from './use-worker.ts'

/** Changes that come together, as when a message is opened and taken over, are asked about once. */
const TOGETHER = 400

/**
 * Calls back when something has happened for one of these functions after what is shown (`cursor`). Returns how live it is: undefined
 * until that is known.
 */
export function useChanges(
  functions: readonly string[],
  cursor: string | undefined,
  onChange: () => void,
): LiveState | undefined {
  const worker = useWorker()
  const [live, setLive] = useState<LiveState>()
  // While the keys are locked there are no functions, and nothing to follow.
  const isFollowing = functions.length > 0
  const current = useRef({ functions, cursor, onChange })
  useEffect(() => {
    current.current = { functions, cursor, onChange }
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = (value: unknown) => {
      const { function: id, cursor: at } = value as Change
      const shown = current.current
      if (!shown.functions.includes(id) || Number(at) <= Number(shown.cursor ?? -1)) return
      timer ??= setTimeout(() => {
        timer = undefined
        current.current.onChange()
      }, TOGETHER)
    }
    const leave = [
      worker.listen('events.changed', hear),
      worker.listen('events.state', (value) => setLive(value as LiveState)),
    ]
    // Without it nothing is live, which is what is shown then.
    if (isFollowing) worker.ask('events.follow').catch(() => setLive({ state: 'lost' }))
    return () => {
      clearTimeout(timer)
      for (const stop of leave) stop()
    }
  }, [worker, isFollowing])
  const isShown = cursor !== undefined
  useEffect(() => {
    const { cursor: after } = current.current
    // If that cannot be asked, the list says itself that the gateway does not answer.
    if (isShown && after !== undefined) worker.ask('events.since', { after }).catch(() => {})
  }, [worker, isShown])
  return live
}

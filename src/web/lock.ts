/**
 * Locking: whoever leaves the screen leaves nothing behind it. The page and its worker end, in every tab of this browser, and all that
 * they knew with them: keys, and what was opened. The sign-in goes on; unlocking is asked for when the page is there again.
 *
 * @module
 */
import { useEffect } from 'react'

/** ms that what was typed has to be kept in. */
const PATIENCE = 2_000
/** One for each tab: it does not hear what it says itself. */
const channel = new BroadcastChannel('sluss.lock')

type Save = () => Promise<unknown>

const saves = new Set<Save>()

/** Is called before the page ends, to keep what was typed. */
export function useBeforeLock(save: Save): void {
  useEffect(() => {
    saves.add(save)
    return () => void saves.delete(save)
  }, [save])
}

/** Locks this tab and all others. */
export function lock(): void {
  lockOthers()
  void end()
}

/** Locks all other tabs: whoever signs out here has not signed out of what lies open there. */
export function lockOthers(): void {
  channel.postMessage(null)
}

/** Locks when another tab does, and on Ctrl+Shift+L whatever has the focus. */
export function useLocking(): void {
  useEffect(() => {
    const hear = () => void end()
    channel.addEventListener('message', hear)
    const press = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, shiftKey, code } = event
      if (!(ctrlKey || metaKey) || !shiftKey || code !== 'KeyL') return
      event.preventDefault()
      event.stopPropagation()
      lock()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => {
      channel.removeEventListener('message', hear)
      window.removeEventListener('keydown', press, { capture: true })
    }
  }, [])
}

/** Nothing is shown from now on; then the page is loaded anew, at an address that says nothing. */
async function end(): Promise<void> {
  document.documentElement.classList.add('locked')
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  await Promise.race([Promise.allSettled([...saves].map((save) => save())), patience])
  location.replace('/')
}

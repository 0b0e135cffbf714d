import { useEffect, useState } from 'react'

/** After so long it is hidden again, in ms (practice.md §3.2 no. 25). */
const SHOWN = 60_000

/** Whether something that leads to somebody is shown: for a minute after it was wanted, and not while the page is hidden. */
export function useShown(): { readonly isShown: boolean; readonly toggle: () => void } {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (!isShown) return undefined
    const hide = () => setShown(false)
    const timer = setTimeout(hide, SHOWN)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [isShown])
  return { isShown, toggle: () => setShown((before) => !before) }
}

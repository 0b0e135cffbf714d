import { useEffect, useState } from 'react'
import { WORDS_HOLD } from './words/moments.ts'

/** The time in ms, told again often enough for what is said of deadlines to hold. Nothing is told while the page is hidden. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === 'visible') setNow(Date.now())
    }
    const timer = setInterval(tell, WORDS_HOLD)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [])
  return now
}

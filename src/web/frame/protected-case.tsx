import { createContext, use, useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Says that what is shown is about somebody protected, until the returned function is called. */
type Enter = () => () => void

const Context = createContext<Enter | undefined>(undefined)

/** The banner below the bar while a screen is about somebody protected, and above what makes it appear. */
export function ProtectedCases({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('frame')
  const [count, setCount] = useState(0)
  const enter = useCallback(() => {
    setCount((before) => before + 1)
    return () => setCount((before) => before - 1)
  }, [])
  return (
    <Context value={enter}>
      <div role="status">{count > 0 && <p className="banner">{t('protected')}</p>}</div>
      {children}
    </Context>
  )
}

/** Shows the banner on this screen while it is true that a person in it has protected identity. */
export function useProtectedCase(isProtected: boolean): void {
  const enter = use(Context)
  useEffect(() => (isProtected ? enter?.() : undefined), [enter, isProtected])
}

import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useLocking } from '../lock.ts'
import { Bar } from './bar.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import { Foot } from './foot.tsx'
import { ProtectedCases } from './protected-case.tsx'

/** The one bar on top, and below it the content of a screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('frame')
  const content = useRef<HTMLElement>(null)
  const [location] = useLocation()
  useFocusOnScreen(content, location)
  useLocking()
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Bar />
      <ProtectedCases>
        <main className="content" id="content" ref={content} tabIndex={-1}>
          <FaultBoundary at={location}>{children}</FaultBoundary>
        </main>
      </ProtectedCases>
      <Foot />
    </>
  )
}

/** Another screen is like another page: it begins at its top, and so does who goes by the keyboard or hears it. */
function useFocusOnScreen(
  content: { readonly current: HTMLElement | null },
  location: string,
): void {
  const shown = useRef(location)
  useEffect(() => {
    if (shown.current === location) return
    shown.current = location
    content.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [location, content])
}

import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'

/** A link of the bar, which says when the screen is its own. */
export function NavLink({
  href,
  children,
}: {
  readonly href: string
  readonly children: ReactNode
}) {
  const [location] = useLocation()
  const isHere = location === href || location.startsWith(`${href}/`) || isFirst(href, location)
  return (
    <Link href={href} aria-current={isHere ? 'page' : undefined}>
      {children}
    </Link>
  )
}

/** The inbox is the first screen. */
function isFirst(href: string, location: string): boolean {
  return location === '/' && href === '/inbox'
}

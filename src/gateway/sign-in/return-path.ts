/** Longest address that is returned to. */
const LONGEST = 200

/** Addresses of programs, not of screens. */
const PROGRAMS = /^\/(?:v1|auth|docs|assets)(?:\/|$)/

/**
 * Where to go after signing in: the path of a screen of ours, or the first one for anything else. What another site could have put in a
 * link leads nowhere but here: neither `//elsewhere` nor `/\elsewhere`, which browsers read alike, nor anything that is not plain.
 */
export function readReturnPath(text: string | undefined): string {
  const isPlain = text !== undefined && text.length <= LONGEST && /^(?:\/[\w.~-]+)+\/?$/.test(text)
  if (!isPlain || PROGRAMS.test(text)) return '/'
  // Dots that climb could end at another address than the one that was looked at.
  const { pathname } = new URL(text, 'http://localhost')
  return pathname === text ? text : '/'
}

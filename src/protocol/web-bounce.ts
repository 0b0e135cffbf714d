/**
 * A page that goes on to a screen. Where another site has sent the browser here, cookies that are for this site alone do not go along, nor
 * on the redirects that follow; what this page asks for comes from here. It leaves no entry in the browser's history.
 *
 * Whoever serves the web client itself writes this page itself: of a gateway's it takes nothing but the path.
 *
 * @module
 */

/** Nothing but itself: no script, no style, no form, nobody's frame. */
export const BOUNCE_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A screen of ours, plain, or the first one with the code of what went wrong. */
const PATH = /^(?:\/|(?:\/[\w~-][\w.~-]*)+\/?)(?:\?sign-in=[a-z-]{1,40})?$/

/** The page. Throws TypeError for a path that leads elsewhere than to a screen. */
export function encodeBouncePage(path: string): string {
  if (!PATH.test(path)) throw new TypeError('not the path of a screen')
  return `<!doctype html>
<html lang="sv">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${path}">
<title>Sluss</title>
<p><a href="${path}">Fortsätt</a> <span lang="en">/ Continue</span></p>
</html>
`
}

/** Where such a page goes on to; undefined for any other page. */
export function findBouncePath(page: string): string | undefined {
  const path = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(page)?.[1]
  if (path === undefined || !PATH.test(path)) return undefined
  return encodeBouncePage(path) === page ? path : undefined
}

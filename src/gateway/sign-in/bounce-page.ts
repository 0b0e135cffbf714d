import type { FastifyReply } from 'fastify'

/** Nothing but itself: no script, no style, no form, nobody's frame. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * A page of ours that goes on to a path of ours. Where another site has sent the browser here, cookies that are for this site alone do
 * not go along, nor on the redirects that follow; what this page asks for comes from here. It leaves no entry in the browser's history.
 *
 * `path` is put into the page as it is: a constant of ours, or what `readReturnPath` gave.
 */
export function sendBouncePage(reply: FastifyReply, path: string): string {
  reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY)
  return `<!doctype html>
<html lang="sv">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${path}">
<title>Sluss</title>
<p><a href="${path}">Fortsätt</a> <span lang="en">/ Continue</span></p>
</html>
`
}

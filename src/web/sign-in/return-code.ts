/** How the gateway names, in the address that it sends the browser back to, why a sign-in failed. */
const NAME = 'sign-in'

/** Takes the code out of the address, so that it is not said again when the page is loaded again; null without one. */
export function takeReturnCode(): string | null {
  const url = new URL(location.href)
  const code = url.searchParams.get(NAME)
  if (code === null) return null
  url.searchParams.delete(NAME)
  history.replaceState(history.state, '', url)
  return code
}

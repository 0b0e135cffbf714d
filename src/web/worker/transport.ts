import type { Transport } from '../../client/http.ts'
import { WEB_CLIENT, parseClientProgram } from '../../protocol/client-program.ts'

/** The gateway that served this page. The session is a cookie, which no script can read, so that there is no token to give. */
export function sameOrigin(): Transport {
  return {
    gateway: self.location.origin,
    fetch: (...request) => fetch(...request),
    token: null,
    // The page names its worker so, by the build that it is of.
    program: parseClientProgram(self.name) ?? WEB_CLIENT,
  }
}

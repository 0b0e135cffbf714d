import type { OpenedDisclosure } from '../../client/open-disclosure.ts'
import { rememberAtDesk } from './at-desk.ts'
import type { Reading } from './methods/reading.ts'

/** A message that was opened here, verified, and how it is shown. */
export interface Opened {
  readonly disclosure: OpenedDisclosure
  readonly reading: Reading
}

/** What was opened at this desk: what is signed or answered afterwards is over this, not over what the gateway shows later. */
export const openedAt = rememberAtDesk<Opened>()

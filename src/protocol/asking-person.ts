/**
 * For whom a program asks. The sign-in is the browser's, for all its tabs: where somebody else signs in in one of them, another may still
 * hold the keys of who was there, and what it saves must not end up with the new person.
 *
 * @module
 */
import { encodeUtf8 } from './bytes.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'

/** The header in which a program says for whom it asks. */
export const PERSON_HEADER = 'sluss-person'

/** A person at the agency's identity provider, member or not yet. */
export interface AskingPerson {
  readonly agency: string
  readonly issuer: string
  readonly subject: string
}

/** Names the person to a gateway that knows who has signed in, and tells nobody else. */
export function nameAskingPerson({ agency, issuer, subject }: AskingPerson): Digest {
  return digestOf(encodeUtf8(JSON.stringify([PERSON_HEADER, agency, issuer, subject])))
}

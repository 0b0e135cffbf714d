import { requestJson } from '../../../client/http.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import type { JsonObject, JsonValue } from '../../../protocol/json.ts'
import { encodeUtf8 } from '../../../protocol/bytes.ts'
import { lockSession } from '../session.ts'
import type { Session } from '../session.ts'
import { sameOrigin } from '../transport.ts'

/** An agency whose people sign in with a browser. */
export interface SignInAgency {
  readonly agency: string
  readonly name: LocalText
}

/** A function of the person who is signed in. */
export interface SignedInFunction {
  readonly id: string
  readonly name: LocalText
  /** Whether the sign-in is sure enough for it. */
  readonly isAssured: boolean
}

/** Who is signed in with this browser. */
export interface SignedInPerson {
  readonly signedIn: true
  readonly agency: string
  readonly iss: string
  readonly sub: string
  /** Null for a person who is no member, not yet or no more. */
  readonly member: string | null
  readonly name: string | null
  readonly functions: readonly SignedInFunction[]
  readonly acr: string | null
  readonly idleUntil: string
  readonly endsAt: string
  readonly issuers: readonly SignInAgency[]
}

/** Nobody. */
export interface SignedInNobody {
  readonly signedIn: false
  /** Code of why a sign-in that there was holds no more. */
  readonly reason: string | null
  readonly issuers: readonly SignInAgency[]
}

export type SignInStatus = SignedInPerson | SignedInNobody

/** Until when the sign-in holds. */
export type SignInTimes = Pick<SignedInPerson, 'idleUntil' | 'endsAt'>

interface BeginInput {
  readonly agency: string
  /** Path to come back to. */
  readonly to: string
  /** Sign in anew, as surely as this function asks. */
  readonly function?: string
}

/** Who is signed in, and how to begin and end it. What the gateway says of the person is for the screen alone: no act rests on it. */
export const signInMethods = {
  'signIn.status': async (session: Session): Promise<SignInStatus> => {
    const status = await ask<SignInStatus>('GET', '/auth/session')
    if (!status.signedIn || isAnother(session, status)) lockSession(session)
    return status
  },

  /** Forgets what was unlocked, whatever the gateway says or does not say. */
  'signIn.lock': async (session: Session): Promise<void> => lockSession(session),

  /** The address at the agency's identity provider to go to. */
  'signIn.begin': async (_session: Session, { agency, to, function: id }: BeginInput) => {
    const body = { agency, to, ...(id !== undefined && { function: id }) }
    return (await ask<{ location: string }>('POST', '/auth/sign-in', body)).location
  },

  /** Somebody is there. */
  'signIn.extend': async (): Promise<SignInTimes> => ask('POST', '/auth/extend'),

  /** Signs out here or in every browser; gives the provider's own page for that, or null. */
  'signIn.end': async (session: Session, { everywhere }: { readonly everywhere: boolean }) => {
    lockSession(session)
    return (await ask<{ location: string | null }>('POST', '/auth/sign-out', { everywhere }))
      .location
  },
}

/** Whether somebody else has signed in with this browser than whose keys are open. */
function isAnother({ vault }: Session, { agency, iss, sub }: SignedInPerson): boolean {
  if (vault === undefined) return false
  const { owner } = vault
  return owner.agency !== agency || owner.issuer !== iss || owner.subject !== sub
}

async function ask<T>(method: 'GET' | 'POST', path: string, body?: JsonObject): Promise<T> {
  const json: JsonValue = await requestJson(sameOrigin(), {
    method,
    path,
    ...(body && { body: { type: 'application/json', bytes: encodeUtf8(JSON.stringify(body)) } }),
  })
  // From the host that served this very code, and shown only.
  return json as unknown as T
}

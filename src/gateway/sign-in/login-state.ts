import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import type { Uuid } from '../../protocol/uuid.ts'
import { GatewayError } from '../errors.ts'
import type { Ties } from './provider.ts'

/** ms between going to the identity provider and coming back. */
export const LOGIN_LIFETIME = 5 * 60_000

/** What a browser takes along to the identity provider and back: what ties the answer to the question (RFC 9700 §4.7, §2.1.1). */
export interface LoginState extends Ties {
  readonly agency: string
  /** Path of ours to go to afterwards. */
  readonly to: string
  /** The sign-in that this one replaces; null without. */
  readonly replaces: Uuid | null
}

const TYP = 'sluss-login+jwt'

/** Seals a login as it begins, for a cookie: nobody but this node reads or makes one. `key`: 32 bytes; `now` in ms since 1970. */
export async function sealLogin(state: LoginState, key: Uint8Array, now: number): Promise<string> {
  return new EncryptJWT({ ...state })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYP })
    .setExpirationTime(Math.floor((now + LOGIN_LIFETIME) / 1000))
    .encrypt(key)
}

/** Reads it back. Throws GatewayError `sign-in-late` when there is none, or none any more. */
export async function openLogin(
  sealed: string | undefined,
  key: Uint8Array,
  now: number,
): Promise<LoginState> {
  try {
    const { payload } = await jwtDecrypt<LoginState>(sealed ?? '', key, {
      typ: TYP,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    })
    return payload
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause
    throw new GatewayError('sign-in-late', 'no login is under way in this browser', { cause })
  }
}

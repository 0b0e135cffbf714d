import type { TFunction } from 'i18next'
import { signInWords } from '../words/sign-in.ts'

/** What a code means, for who wants to sign in. A code from an address is anybody's: only those that have words are believed. */
export function signInText(t: TFunction<'signIn'>, code: string): string {
  const isKnown = Object.hasOwn(signInWords.sv, code) && code.includes('-')
  return t(isKnown ? (code as 'session-ended') : 'other')
}

import { createContext, use } from 'react'
import type { SignedInPerson } from '../worker/methods/sign-in.ts'

/** Who is signed in, and how to look again. */
export interface SignedIn {
  readonly person: SignedInPerson
  readonly look: () => void
}

export const SignedInContext = createContext<SignedIn | undefined>(undefined)

/** Who is signed in, in a component below the gate. */
export function useSignedIn(): SignedIn {
  const value = use(SignedInContext)
  if (value === undefined) throw new TypeError('nobody is signed in above this component')
  return value
}

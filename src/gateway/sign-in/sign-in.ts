/** How whoever asks has signed in: with a token of the agency's identity provider, or with the cookie of a browser. */
export interface SignIn {
  readonly agency: string
  readonly iss: string
  readonly sub: string
  /** As the provider says; null when it does not. */
  readonly name: string | null
  /** How surely the provider knew who it was; null when it does not say. */
  readonly acr: string | null
  /** When the person showed who it is, in ms since 1970; null when that is not known. */
  readonly signedInAt: number | null
  /** Names the sign-in, for its record. */
  readonly token: string
  /** Whether it still holds; asking keeps nothing alive. */
  readonly isAlive: () => Promise<boolean>
}

import type { LocalText } from '../protocol/statements/local-text.ts'

/** What is wrong, and what to do about it. */
export interface FailureText {
  readonly what: LocalText
  readonly action: LocalText
}

/**
 * What page and worker say to each other: questions with numbers, answers under the same number, and news that nobody asked for.
 *
 * @module
 */
import type { Problem } from '../../client/problem.ts'

/** A method that the page wants run. */
export interface Question {
  readonly question: number
  readonly method: string
  readonly input: unknown
}

/** A failure as it crosses to the page: never a text, always a code that has words (`words/failures`). */
export interface FailureMessage {
  readonly code: string
  /** The gateway's problem details (RFC 9457), when it was the gateway that refused. */
  readonly problem?: Problem
}

/** What the worker says. */
export type FromWorker =
  | { readonly question: number; readonly value: unknown }
  | { readonly question: number; readonly failure: FailureMessage }
  | { readonly news: string; readonly value: unknown }
  /** The worker has loaded and can be asked. */
  | { readonly ready: true }

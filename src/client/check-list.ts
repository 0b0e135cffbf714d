import { PolicyError } from '../policy/errors.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { ClientError } from './errors.ts'

/** The outcome of one check. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  /** Why not: a stable code, or `not-checked` when an earlier check that it needs failed. */
  readonly code?: string
}

/** Thrown by the value of a failed check when a later one asks for it. */
class NotChecked extends Error {}

/** Runs checks in order and remembers how each went. */
export class CheckList {
  readonly #checks: Check[] = []

  get checks(): readonly Check[] {
    return this.#checks
  }

  /** Runs a check. The function given back yields its value to later checks, or makes them `not-checked`. */
  check<T>(name: string, work: () => T): () => T {
    try {
      const value = work()
      this.#checks.push({ name, ok: true })
      return () => value
    } catch (error) {
      this.#checks.push({ name, ok: false, code: codeOf(error) })
      return () => {
        throw new NotChecked('an earlier check failed')
      }
    }
  }

  isOk(name: string): boolean {
    return this.#checks.some((check) => check.name === name && check.ok)
  }
}

/** A fault of ours is not a failed check and goes on. */
function codeOf(error: unknown): string {
  if (error instanceof NotChecked) return 'not-checked'
  if (error instanceof ProtocolError || error instanceof ClientError) return error.code
  if (error instanceof PolicyError) return error.code
  throw error
}

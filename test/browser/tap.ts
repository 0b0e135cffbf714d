/**
 * Stands in for `tap` when the protocol's tests are bundled for a browser: the same calls, and a list of results instead of
 * a process. What it does not know it refuses, so that a test never passes because an assertion was missing.
 *
 * @module
 */
import { isSame, matches } from './compare.ts'

/** One assertion, or one test that ended in an exception. */
export interface Result {
  /** Titles from the outermost test to the assertion. */
  readonly path: readonly string[]
  readonly ok: boolean
  /** Why it failed; empty when it held. */
  readonly why: string
}

type Body = (t: BrowserTest) => unknown
type Hook = () => unknown

const results: Result[] = []

/** One running test, as tap's `t`. */
class BrowserTest {
  readonly #path: readonly string[]
  readonly #before: Hook[]
  readonly #after: Hook[]
  readonly #teardown: Hook[] = []
  #subtests: Promise<void> = Promise.resolve()

  constructor(path: readonly string[], before: readonly Hook[] = [], after: readonly Hook[] = []) {
    this.#path = path
    this.#before = [...before]
    this.#after = [...after]
  }

  /** Runs a named subtest after those before it. As in tap, the promise may be awaited or not. */
  readonly test = (name: string, body: Body): Promise<void> => {
    const child = new BrowserTest([...this.#path, name], this.#before, this.#after)
    this.#subtests = this.#subtests.then(() => child.#run(body, this.#before, this.#after))
    return this.#subtests
  }

  /** Waits for the subtests so far. */
  async settle(): Promise<void> {
    await this.#subtests
  }

  async #run(body: Body, before: readonly Hook[], after: readonly Hook[]): Promise<void> {
    const count = results.length
    try {
      for (const hook of before) await hook()
      await body(this)
      await this.settle()
      // A property asserts by throwing: its test has no other result, and passes if it ends (as in tap).
      if (results.length === count) this.#report(true, 'ends without an exception', '')
    } catch (error) {
      this.#report(false, 'ends without an exception', describe(error))
    } finally {
      for (const hook of [...this.#teardown.toReversed(), ...after]) await hook()
    }
  }

  #report(ok: boolean, title: string | undefined, why: string): boolean {
    results.push({ path: [...this.#path, title ?? 'assertion'], ok, why: ok ? '' : why })
    return ok
  }

  readonly beforeEach = (hook: Hook): void => void this.#before.push(hook)
  readonly afterEach = (hook: Hook): void => void this.#after.push(hook)
  readonly teardown = (hook: Hook): void => void this.#teardown.push(hook)
  readonly comment = (): void => undefined

  readonly pass = (title?: string) => this.#report(true, title, '')
  readonly fail = (title?: string) => this.#report(false, title, 'failed')
  readonly ok = (value: unknown, title?: string) => this.#report(Boolean(value), title, 'is falsy')
  readonly notOk = (value: unknown, title?: string) => this.#report(!value, title, 'is truthy')

  readonly equal = (found: unknown, wanted: unknown, title?: string) =>
    this.#report(Object.is(found, wanted), title, differ(found, wanted))
  readonly not = (found: unknown, unwanted: unknown, title?: string) =>
    this.#report(!Object.is(found, unwanted), title, 'are identical')
  readonly same = (found: unknown, wanted: unknown, title?: string) =>
    this.#report(isSame(found, wanted), title, differ(found, wanted))
  readonly strictSame = this.same
  readonly notSame = (found: unknown, unwanted: unknown, title?: string) =>
    this.#report(!isSame(found, unwanted), title, 'are the same')
  readonly match = (found: unknown, pattern: unknown, title?: string) =>
    this.#report(matches(found, pattern), title, differ(found, pattern))
  readonly notMatch = (found: unknown, pattern: unknown, title?: string) =>
    this.#report(!matches(found, pattern), title, 'matches')
  readonly has = this.match
  readonly type = (found: unknown, wanted: string, title?: string) =>
    this.#report(typeof found === wanted, title, differ(typeof found, wanted))

  readonly throws = (body: () => unknown, ...rest: unknown[]): boolean => {
    const { pattern, title } = expectation(rest)
    try {
      body()
    } catch (error) {
      return this.#thrown(error, pattern, title)
    }
    return this.#report(false, title, 'did not throw')
  }

  readonly doesNotThrow = (body: () => unknown, title?: string): boolean => {
    try {
      body()
      return this.#report(true, title, '')
    } catch (error) {
      return this.#report(false, title, describe(error))
    }
  }

  readonly rejects = async (
    work: Promise<unknown> | (() => unknown),
    ...rest: unknown[]
  ): Promise<boolean> => {
    const { pattern, title } = expectation(rest)
    try {
      await (typeof work === 'function' ? work() : work)
    } catch (error) {
      return this.#thrown(error, pattern, title)
    }
    return this.#report(false, title, 'did not reject')
  }

  readonly resolves = async (
    work: Promise<unknown> | (() => unknown),
    title?: string,
  ): Promise<boolean> => {
    try {
      await (typeof work === 'function' ? work() : work)
      return this.#report(true, title, '')
    } catch (error) {
      return this.#report(false, title, describe(error))
    }
  }

  #thrown(error: unknown, pattern: unknown, title: string | undefined): boolean {
    if (typeof pattern === 'function') {
      return this.#report(error instanceof pattern, title, describe(error))
    }
    return this.#report(pattern === undefined || matches(error, pattern), title, describe(error))
  }
}

function expectation(rest: readonly unknown[]): { pattern: unknown; title: string | undefined } {
  const title = rest.find((item) => typeof item === 'string')
  return { pattern: rest.find((item) => typeof item !== 'string'), title }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? ` [${String(error.code)}]` : ''
  return `${error.name}${code}: ${error.message}`
}

function differ(found: unknown, wanted: unknown): string {
  return `found ${brief(found)}, wanted ${brief(wanted)}`
}

function brief(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

const root = new BrowserTest([])

/** Everything asserted, once every test has ended. */
export async function collectResults(): Promise<readonly Result[]> {
  await root.settle()
  return results
}

/** The root test, as tap's default export. */
export const t = new Proxy(root, {
  get(target, name) {
    const value: unknown = Reflect.get(target, name)
    if (value === undefined)
      throw new TypeError(`the browser's tap does not know t.${String(name)}`)
    return value
  },
})
// oxlint-disable-next-line import/no-default-export -- tests say `import t from 'tap'`
export default t

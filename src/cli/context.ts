import type { PassphraseSource } from './passphrases.ts'
import type { Terminal } from './terminal.ts'

/** What a command runs in. Injected as a whole, so that the demo and the tests run the very same code. */
export interface Context {
  readonly terminal: Terminal
  readonly env: NodeJS.ProcessEnv
  readonly clock: () => number
  readonly fetch: typeof fetch
  readonly passphrases: PassphraseSource
}

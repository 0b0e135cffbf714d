import { appendFile, stat } from 'node:fs/promises'

/** More is no better evidence, and a log that lies must not fill our disk. */
const MOST_BYTES = 16 * 2 ** 20

/** One request that contradicts what the log signed before; the log's own signature stands in it. */
export interface Contradiction {
  /** ms since 1970. */
  readonly at: number
  readonly outcome: string
  /** As it came in. */
  readonly request: string
}

/** What a witness keeps to show others that a log shows two histories: a line of JSON for each. */
export class WitnessEvidence {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /** Appends it, unless there is plenty. Rejects as `appendFile`. */
  async keep(contradiction: Contradiction): Promise<void> {
    const size = await stat(this.#path).then(
      (stats) => stats.size,
      () => 0,
    )
    if (size > MOST_BYTES) return
    await appendFile(this.#path, `${JSON.stringify(contradiction)}\n`, { mode: 0o600 })
  }
}

import type { FactTable, FactValue } from './condition.ts'

/**
 * Answers to ask conditions of, each at its fact's place. A request has one sheet with the answers about the disclosure as a
 * whole; each ground writes its own beside them, is asked, and takes them away again.
 */
export class FactSheet {
  readonly facts: FactTable<number>
  readonly #values: (FactValue | undefined)[]
  readonly #written: number[] = []

  /** A sheet with room for some facts. */
  constructor(values: (FactValue | undefined)[]) {
    this.#values = values
    this.facts = values
  }

  write(place: number, value: FactValue | undefined): void {
    this.#values[place] = value
    this.#written.push(place)
  }

  /** What was written so far will stay. */
  keep(): void {
    this.#written.length = 0
  }

  /** Takes away what was written since the sheet was made or `keep` was called. */
  clear(): void {
    for (const place of this.#written) this.#values[place] = undefined
    this.#written.length = 0
  }

  /** Another sheet with the same answers, which stay there. */
  copy(): FactSheet {
    return new FactSheet(this.#values.slice())
  }
}

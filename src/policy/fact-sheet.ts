import type { FactTable, FactValue } from './condition.ts'

/**
 * Answers to ask conditions of, each at its fact's place. A request has one sheet with the answers about the disclosure as a
 * whole; each ground writes its own beside them, is asked, and takes them away again.
 */
export class FactSheet {
  readonly facts: FactTable<number>
  readonly #values: (FactValue | undefined)[]
  readonly #written: number[] = []
  #count = 0

  /** A sheet with room for some facts. */
  constructor(values: (FactValue | undefined)[]) {
    this.#values = values
    this.facts = values
  }

  write(place: number, value: FactValue | undefined): void {
    this.#values[place] = value
    this.#written[this.#count++] = place
  }

  /** What was written so far will stay. */
  keep(): void {
    this.#count = 0
  }

  /** Takes away what was written since the sheet was made or `keep` was called. */
  clear(): void {
    while (this.#count > 0) this.#values[this.#written[--this.#count]!] = undefined
  }

  /** Another sheet with the same answers, which stay there. */
  copy(): FactSheet {
    return new FactSheet(this.#values.slice())
  }
}

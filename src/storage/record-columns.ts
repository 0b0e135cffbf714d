import type { BuiltRecord } from '../audit/write-item.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { ItemFields } from './item-fields.ts'
import type { Packer } from './packer.ts'

/** The records of a batch as `log.records` (0034), each column as PostgreSQL reads an array. */
export interface RecordColumns {
  readonly ids: string
  readonly agencies: string
  readonly disclosures: string
  readonly starts: string
  readonly leafSizes: string
  readonly bodySizes: string
  readonly detailSizes: string
}

/** Gathers the records of a batch, and their bytes in one piece each: leaf, body, nonce, detail. */
export class ColumnsBuilder {
  readonly #packer: Packer
  readonly #ids: Uuid[] = []
  readonly #agencies: (string | null)[] = []
  readonly #disclosures: (Uuid | null)[] = []
  readonly #starts: number[] = []
  readonly #leafSizes: number[] = []
  readonly #bodySizes: (number | null)[] = []
  readonly #detailSizes: (number | null)[] = []

  constructor(packer: Packer) {
    this.#packer = packer
  }

  add(id: Uuid, { leaf, body, nonce, detail }: BuiltRecord, { agency, shared }: ItemFields): void {
    const [at] = this.#packer.place(leaf)
    if (body !== null && nonce !== null) {
      this.#packer.place(body)
      this.#packer.place(nonce)
      if (detail !== null) this.#packer.place(detail)
    }
    this.#ids.push(id)
    this.#agencies.push(agency ?? null)
    this.#disclosures.push(shared ?? null)
    // Positions in PostgreSQL are counted from 1.
    this.#starts.push(at + 1)
    this.#leafSizes.push(leaf.length)
    this.#bodySizes.push(body && body.length)
    this.#detailSizes.push(detail && detail.length)
  }

  build(): RecordColumns {
    return {
      ids: arrayOf(this.#ids),
      agencies: arrayOf(this.#agencies),
      disclosures: arrayOf(this.#disclosures),
      starts: arrayOf(this.#starts),
      leafSizes: arrayOf(this.#leafSizes),
      bodySizes: arrayOf(this.#bodySizes),
      detailSizes: arrayOf(this.#detailSizes),
    }
  }
}

/** An array as PostgreSQL writes it. None of these values needs quotes: numbers, UUIDs, and ids of letters, digits and hyphens. */
function arrayOf(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join()}}`
}

import type { BuiltRecord } from '../audit/write-item.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { ItemFields } from './item-fields.ts'
import type { Packer, Place } from './packer.ts'

/** The records of a batch as `log.records` (0066), each column as PostgreSQL reads an array. */
export interface RecordColumns {
  readonly ids: string
  readonly agencies: string
  readonly disclosures: string
  readonly starts: string
  readonly leafSizes: string
  readonly bodySizes: string
  readonly secrets: string
  readonly detailSizes: string
}

/** Gathers the records of a batch: leaf and body of each in one piece of the texts, nonce and detail in one of the bytes. */
export class ColumnsBuilder {
  readonly #texts: string[] = []
  /** Bytes of the texts. */
  #size = 0
  readonly #bytes: Packer
  readonly #ids: Uuid[] = []
  readonly #agencies: (string | null)[] = []
  readonly #disclosures: (Uuid | null)[] = []
  readonly #starts: number[] = []
  readonly #leafSizes: number[] = []
  readonly #bodySizes: (number | null)[] = []
  readonly #secrets: (number | null)[] = []
  readonly #detailSizes: (number | null)[] = []

  constructor(bytes: Packer) {
    this.#bytes = bytes
  }

  add(id: Uuid, { leaf, body, nonce, detail }: BuiltRecord, { agency, shared }: ItemFields): void {
    const [start, leafSize] = this.#placeText(leaf)
    const bodySize = body === null ? null : this.#placeText(body)[1]
    const secret = nonce && this.#bytes.place(nonce)[0]
    if (detail !== null) this.#bytes.place(detail)
    this.#ids.push(id)
    this.#agencies.push(agency ?? null)
    this.#disclosures.push(shared ?? null)
    // Positions in PostgreSQL are counted from 1.
    this.#starts.push(start + 1)
    this.#leafSizes.push(leafSize)
    this.#bodySizes.push(bodySize)
    this.#secrets.push(secret === null ? null : secret + 1)
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
      secrets: arrayOf(this.#secrets),
      detailSizes: arrayOf(this.#detailSizes),
    }
  }

  /** Leaves and bodies, one after the other. */
  joinTexts(): string {
    return this.#texts.join('')
  }

  #placeText(text: string): Place {
    const place = [this.#size, Buffer.byteLength(text)] as const
    this.#texts.push(text)
    this.#size += place[1]
    return place
  }
}

/** An array as PostgreSQL writes it. None of these values needs quotes: numbers, UUIDs, and ids of letters, digits and hyphens. */
function arrayOf(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join()}}`
}

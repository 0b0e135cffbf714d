import { encodeUtf8 } from '../protocol/bytes.ts'

/** Where a byte string lies in the batch's bytes: offset and length. */
export type Place = readonly [number, number]

/** Collects byte strings. One parameter of bytes costs a fraction of many. */
export class Packer {
  readonly #parts: Uint8Array[] = []
  #length = 0

  place(bytes: Uint8Array): Place {
    const place = [this.#length, bytes.length] as const
    this.#parts.push(bytes)
    this.#length += bytes.length
    return place
  }

  placeText(text: string): Place {
    return this.place(encodeUtf8(text))
  }

  /** As base64: the driver would send `bytea` as hexadecimal, half as long again and slower on both sides. */
  join(): string {
    return Buffer.concat(this.#parts, this.#length).toString('base64')
  }
}

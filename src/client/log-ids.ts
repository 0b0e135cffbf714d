/** 32-bit words that are kept of an id: all but its first, which tells the hour. */
const WORDS = 3

/** Of every two places at least one is free, so that a search ends after a few steps. */
const MOST_FULL = 0.5

/**
 * The ids of a log's records, so that one that comes twice is noticed: 24 bytes for each rather than the hundred that a set of texts
 * takes. Kept of an id are its last 96 bits, 90 of them time and chance: two different ones of ten million agree in them with a
 * probability of 10⁻¹³.
 */
export class LogIds {
  #size = 0
  #words = new Uint32Array(1024 * WORDS)

  /** Adds an id (lower-case UUID text) and tells whether it is new. */
  add(id: string): boolean {
    if (this.#size + 1 > (this.#words.length / WORDS) * MOST_FULL) this.#grow()
    const key = wordsOf(id)
    const at = findPlace(this.#words, key)
    if (!isFree(this.#words, at)) return false
    this.#words.set(key, at)
    this.#size++
    return true
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2)
    for (let at = 0; at < this.#words.length; at += WORDS) {
      if (isFree(this.#words, at)) continue
      const key = this.#words.subarray(at, at + WORDS)
      words.set(key, findPlace(words, key))
    }
    this.#words = words
  }
}

/** Where these words stand, or the free place where they belong. */
function findPlace(words: Uint32Array, key: ArrayLike<number>): number {
  const places = words.length / WORDS
  // The last word is chance alone; places are a power of two.
  for (let place = key[2]! & (places - 1); ; place = (place + 1) & (places - 1)) {
    const at = place * WORDS
    const isHere = words[at] === key[0] && words[at + 1] === key[1] && words[at + 2] === key[2]
    if (isHere || isFree(words, at)) return at
  }
}

/** The variant bits of a UUID are never all zero, so a free place has no such word. */
function isFree(words: Uint32Array, at: number): boolean {
  return words[at + 1] === 0
}

function wordsOf(id: string): readonly [number, number, number] {
  // 01234567-9012-4567-9012-456789012345
  return [
    hexAt(id, 9, 13) * 0x10000 + hexAt(id, 14, 18),
    hexAt(id, 19, 23) * 0x10000 + hexAt(id, 24, 28),
    hexAt(id, 28, 36),
  ]
}

/** The number that lower-case digits spell. Faster than taking the text apart, a million times over. */
function hexAt(text: string, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    value = value * 16 + (code < 58 ? code - 48 : code - 87)
  }
  return value
}

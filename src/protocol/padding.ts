/**
 * Padding that hides how long a text is: a floor, above it Padmé, which lets through O(log log n) bits of the length n at a
 * cost of at most 12 % (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
 * PoPETs 2019 (4), Algorithm 1).
 *
 * @module
 */
import { ProtocolError } from './errors.ts'

/** Ends the text; the rest is zeros (ISO/IEC 7816-4, as in the authors' own implementation). */
const MARK = 0x80

/** The length that Padmé rounds a length up to: as many significant bits as the exponent has. */
export function padmeSize(length: number): number {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const significantBits = Math.floor(Math.log2(exponent)) + 1
  // Arithmetic instead of masks: bit operations would stop at 32 bits.
  const step = 2 ** (exponent - significantBits)
  return Math.ceil(length / step) * step
}

/** The size class of a text of this many bytes, padding mark included. */
export function paddedSize(length: number, floor: number): number {
  return padmeSize(Math.max(length + 1, floor))
}

/** Whether texts are ever padded to this size. */
export function isPaddedSize(size: number, floor: number): boolean {
  return Number.isSafeInteger(size) && size >= floor && padmeSize(size) === size
}

/** Pads a text to its size class. */
export function pad(text: Uint8Array, floor: number): Uint8Array {
  const padded = new Uint8Array(paddedSize(text.length, floor))
  padded.set(text)
  padded[text.length] = MARK
  return padded
}

/** The text that was padded; throws `padding-invalid` if `pad` would not have produced these bytes. */
export function unpad(padded: Uint8Array, floor: number): Uint8Array {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end--
  if (padded[end] !== MARK || paddedSize(end, floor) !== padded.length)
    throw new ProtocolError('padding-invalid', 'the padding is not what its text calls for')
  return padded.subarray(0, end)
}

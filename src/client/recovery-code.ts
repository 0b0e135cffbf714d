/**
 * The recovery code: a browser's device secret as text that a person can print, keep and type in again.
 *
 *     7KQ4X-RM2D0-…        eight groups of four symbols and one that checks them
 *
 * 160 random bits in Crockford's base32. The fifth symbol of a group is a sum over GF(32), weighted by place and shifted by the number of
 * the group: any one wrong symbol, two neighbours that changed places and a group in another's place are found, and it can be said in
 * which group.
 *
 * @module
 */
import { CROCKFORD_SYMBOLS } from '../protocol/crockford.ts'
import { ClientError } from './errors.ts'

/** Bytes of a device secret. */
export const DEVICE_SECRET_SIZE = 20

/** Groups of a recovery code, of which each has five symbols. */
export const RECOVERY_GROUPS = 8

const DATA = 4
const GROUP = DATA + 1
/** x⁵ + x² + 1, primitive over GF(2): its root generates all of GF(32). */
const POLYNOMIAL = 0b100101

/** Shows a device secret. Throws TypeError on one of another size. */
export function encodeRecoveryCode(secret: Uint8Array): string {
  if (secret.length !== DEVICE_SECRET_SIZE) throw new TypeError('a device secret has 20 bytes')
  const values = toFives(secret)
  return Array.from({ length: RECOVERY_GROUPS }, (_, group) => {
    const own = values.slice(group * DATA, (group + 1) * DATA)
    return [...own, checkOf(own, group)].map((value) => CROCKFORD_SYMBOLS[value]).join('')
  }).join('-')
}

/**
 * Reads a code as a person types it: small letters, spaces and dashes anywhere, O for 0 and I or L for 1.
 *
 * @throws ClientError `recovery-code-wrong`; its places are the groups that are wrong, as `/0` for the first, or none when the length is
 */
export function parseRecoveryCode(text: string): Uint8Array {
  const values = readSymbols(text)
  if (values.length !== RECOVERY_GROUPS * GROUP) throw wrong([])
  const groups = Array.from({ length: RECOVERY_GROUPS }, (_, group) =>
    values.slice(group * GROUP, (group + 1) * GROUP),
  )
  const bad = groups.flatMap((own, group) => (isRight(own, group) ? [] : [group]))
  if (bad.length > 0) throw wrong(bad)
  return fromFives(groups.flatMap((own) => own.slice(0, DATA)))
}

/** Which groups of what has been typed so far are wrong, counted from 0; a group that is not full is not. */
export function findWrongGroups(text: string): readonly number[] {
  const values = readSymbols(text)
  const full = Math.floor(values.length / GROUP)
  return Array.from({ length: full }, (_, group) => group).filter(
    (group) => !isRight(values.slice(group * GROUP, (group + 1) * GROUP), group),
  )
}

/** Values of the symbols, -1 for what is none. */
function readSymbols(text: string): number[] {
  const plain = text.toUpperCase().replace(/[\s\-–—]/g, '')
  const meant = plain.replaceAll('O', '0').replace(/[IL]/g, '1')
  return Array.from(meant, (symbol) => CROCKFORD_SYMBOLS.indexOf(symbol))
}

function isRight(group: readonly number[], number: number): boolean {
  if (number >= RECOVERY_GROUPS || group.includes(-1)) return false
  return checkOf(group.slice(0, DATA), number) === group[DATA]
}

function checkOf(values: readonly number[], group: number): number {
  // Horner's rule: the value before the last is weighted by the root, the one before that by its square, …
  return values.reduce((sum, value) => double(sum ^ value), 0) ^ group
}

/** Multiplication by the root of the polynomial. */
function double(value: number): number {
  const doubled = value << 1
  return doubled > 31 ? doubled ^ POLYNOMIAL : doubled
}

function toFives(bytes: Uint8Array): number[] {
  const values: number[] = []
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) values.push((buffer >> (bits - 5)) & 31)
    buffer &= (1 << bits) - 1
  }
  return values
}

function fromFives(values: readonly number[]): Uint8Array {
  const bytes: number[] = []
  let buffer = 0
  let bits = 0
  for (const value of values) {
    buffer = (buffer << 5) | value
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((buffer >> bits) & 255)
    buffer &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}

function wrong(groups: readonly number[]): ClientError {
  return new ClientError('recovery-code-wrong', 'this is not a recovery code', {
    places: groups.map((group) => ({ pointer: `/${group}`, rule: 'check' })),
  })
}

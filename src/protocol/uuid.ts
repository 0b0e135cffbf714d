import { ProtocolError } from './errors.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'

/** A UUID of version 7 (RFC 9562 §5.7) in lower-case text. */
export type Uuid = string

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Makes a UUIDv7 from the time (ms since 1970) and 74 random bits. */
export function newUuid(now: number, random: RandomBytes = randomBytes): Uuid {
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now) << 16n)
  bytes.set(random(10), 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    text += HEX[bytes[i]!]
  }
  return text
}

/** The UUIDv7 written in a text; throws `uuid-invalid` for any other version, letter case or form. */
export function parseUuid(text: string): Uuid {
  if (!FORM.test(text))
    throw new ProtocolError('uuid-invalid', 'not a UUID of version 7 in lower case')
  return text
}

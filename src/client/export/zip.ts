/**
 * Several files as one, for a browser that hands over one at a time (APPNOTE.TXT 6.3.10): stored, not packed, so that the same files and
 * time give the same bytes, and with names in UTF-8.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from '../../protocol/bytes.ts'
import type { ExportFiles } from './export-statement.ts'

const VERSION = 20
const UTF8_NAMES = 0x0800
const STORED = 0
const LIMIT = 0xffffffff

interface Entry {
  readonly name: Uint8Array
  readonly bytes: Uint8Array
  readonly crc: number
  readonly offset: number
}

/** Puts the files into one archive, dated with a time (ms since 1970, told in UTC). Throws TypeError beyond 4 GiB. */
export function encodeZip(files: ExportFiles, at: number): Uint8Array {
  const stamp = stampOf(at)
  const pieces: Uint8Array[] = []
  const entries: Entry[] = []
  let offset = 0
  for (const [file, bytes] of files) {
    const entry = { name: encodeUtf8(file), bytes, crc: crc32(bytes), offset }
    const header = fields([4, 0x04034b50], ...commonOf(entry, stamp))
    pieces.push(header, entry.name, bytes)
    entries.push(entry)
    offset += header.length + entry.name.length + bytes.length
  }
  const directory = entries.map((entry) => directoryOf(entry, stamp))
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  if (offset + size > LIMIT) throw new TypeError('too large for an archive')
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, size],
    [4, offset],
    [2, 0],
  )
  return concatBytes(...pieces, ...directory, end)
}

type Field = readonly [size: 2 | 4, value: number]

function commonOf({ name, bytes, crc }: Entry, stamp: number): Field[] {
  return [
    [2, VERSION],
    [2, UTF8_NAMES],
    [2, STORED],
    [4, stamp],
    [4, crc],
    [4, bytes.length],
    [4, bytes.length],
    [2, name.length],
    [2, 0],
  ]
}

function directoryOf(entry: Entry, stamp: number): Uint8Array {
  const header = fields(
    [4, 0x02014b50],
    [2, VERSION],
    ...commonOf(entry, stamp),
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, entry.offset],
  )
  return concatBytes(header, entry.name)
}

/** Little-endian. */
function fields(...list: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(list.reduce((sum, [size]) => sum + size, 0)))
  let at = 0
  for (const [size, value] of list) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return new Uint8Array(view.buffer)
}

/** Time in the lower half, date in the upper; two seconds are its smallest step. */
function stampOf(at: number): number {
  const time = new Date(at)
  const clock =
    (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1)
  const day =
    ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate()
  return ((day << 16) | clock) >>> 0
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}

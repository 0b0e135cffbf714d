import { encodeUtf8 } from '../../protocol/bytes.ts'
import type { ExportTable } from './table.ts'

/** JSON Lines: one object for each row, under the columns’ names, in UTF-8 without a byte order mark. */
export function encodeJsonLines({ columns, rows }: ExportTable): Uint8Array {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))),
  )
  return encodeUtf8(lines.map((line) => `${line}\n`).join(''))
}

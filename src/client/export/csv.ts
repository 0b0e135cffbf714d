/**
 * Comma-separated values (RFC 4180) that a spreadsheet opens without running anything.
 *
 * A spreadsheet takes a field that begins with `=`, `+`, `-`, `@`, tab or carriage return for a formula, whether or not it is
 * quoted, and a formula can send what stands beside it away. Such a field gets an apostrophe before it, which spreadsheets
 * show as text (OWASP, CSV injection). Fields may be split by a semicolon where the decimal sign is a comma, so every field is
 * quoted. The file begins with a byte order mark: without it Excel reads å, ä and ö as something else.
 *
 * @module
 */
import { encodeUtf8 } from '../../protocol/bytes.ts'
import type { Language } from '../../protocol/statements/local-text.ts'
import type { ExportTable, ExportValue } from './table.ts'

/** The table with a line of titles; the notes are not in it. */
export function encodeCsv({ columns, rows }: ExportTable, language: Language): Uint8Array {
  const lines = [columns.map(({ title }) => title[language]), ...rows]
  return encodeUtf8(`\uFEFF${lines.map((line) => `${line.map(encodeField).join()}\r\n`).join('')}`)
}

/** What a spreadsheet would take for the beginning of a formula, also after spaces, and in its full-width forms. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r\n|%＝＋－＠]/

function encodeField(value: ExportValue): string {
  if (value === null) return '""'
  if (typeof value === 'number') return `"${value}"`
  const safe = FORMULA.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}

import { encodeUtf8 } from '../protocol/bytes.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { encodeCsv } from './export/csv.ts'
import type { ExportFiles } from './export/export-statement.ts'
import { encodeJsonLines } from './export/json-lines.ts'
import { renderPdf } from './export/render-pdf.ts'
import type { PdfOptions } from './export/render-pdf.ts'
import { tableOf } from './report.ts'
import type { AnsweredReport } from './report.ts'

/** A report as files: for a spreadsheet, for programs, to read, and word for word as it was frozen. */
export function reportFiles(
  report: AnsweredReport,
  agency: LocalText,
  options: PdfOptions,
): ExportFiles {
  const table = tableOf(report, options.language, agency)
  return new Map([
    ['rapport.csv', encodeCsv(table, options.language)],
    ['rapport.json', encodeUtf8(`${report.text}\n`)],
    ['rapport.jsonl', encodeJsonLines(table)],
    ['rapport.pdf', renderPdf(table, options)],
  ])
}

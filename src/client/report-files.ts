import { encodeUtf8 } from '../protocol/bytes.ts'
import { encodeCsv } from './export/csv.ts'
import type { ExportFiles } from './export/export-statement.ts'
import { encodeJsonLines } from './export/json-lines.ts'
import { renderPdf } from './export/render-pdf.ts'
import type { PdfOptions } from './export/render-pdf.ts'
import type { SignedReport } from './report-acts.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { tableOf } from './report.ts'
import { saySignature } from './say-signature.ts'

/** A report as files: for a spreadsheet, for programs, to read, word for word as it was frozen, and with each signature on that. */
export function reportFiles(one: SignedReport, options: PdfOptions): ExportFiles {
  const { report, name, signatures } = one
  const table = tableOf(report, options.language, name)
  const texts = signatures.flatMap((signature): [string, Uint8Array][] =>
    signature.signed === null
      ? []
      : [[`underskrift-${signature.agency}.jws`, encodeUtf8(`${signature.signed.text}\n`)]],
  )
  return new Map([
    ['rapport.csv', encodeCsv(table, options.language)],
    ['rapport.json', encodeUtf8(report.text)],
    ['rapport.jsonl', encodeJsonLines(table)],
    [
      'rapport.pdf',
      renderPdf(
        { ...table, notes: [...table.notes, ...signedBy(one)] },
        { ...options, isPublished: true },
      ),
    ],
    ...texts,
  ])
}

/** Who has signed which text, in the document that people read. */
function signedBy({ signatures, report }: SignedReport): LocalText[] {
  const digest = `SHA-256: ${report.digest} (rapport.json)`
  return [...signatures.map(saySignature), { sv: digest, en: digest }]
}

import type { Language } from '../../protocol/statements/local-text.ts'
import type { PdfBlock } from '../pdf/write-pdf.ts'
import { writePdf } from '../pdf/write-pdf.ts'
import type { ExportTable, ExportValue } from './table.ts'

/** In which language, and whether it is for anybody: see `PdfDocument`. */
export interface PdfOptions {
  readonly language: Language
  readonly isPublished?: boolean
}

/** The table as a PDF: title, notes, then the rows under a header that every page repeats. */
export function renderPdf(
  { title, columns, rows, notes }: ExportTable,
  { language, isPublished = false }: PdfOptions,
): Uint8Array {
  const paragraphs = notes.map((note): PdfBlock => ({ kind: 'paragraph', text: note[language] }))
  const table: PdfBlock = {
    kind: 'table',
    header: columns.map((column) => column.title[language]),
    rows: rows.map((row) => row.map(textOf)),
  }
  const blocks = rows.length > 0 ? [...paragraphs, table] : paragraphs
  return writePdf({ title: title[language], language, blocks, isPublished })
}

function textOf(value: ExportValue): string {
  return value === null ? '–' : String(value)
}

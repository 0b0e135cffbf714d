/**
 * A table as a tagged PDF (ISO 32000-1 §14.8): a screen reader hears title, language, header cells and rows in their order.
 *
 * The file says nothing of the machine or the person that made it: no author, no program but ours, and as its time that of
 * the export. The same table and time give the same bytes.
 *
 * @module
 */
import PDFDocument from 'pdfkit'
import type { ExportTable, ExportValue } from '../../client/export/table.ts'
import type { Language } from '../../protocol/statements/local-text.ts'

/** In which language, and dated when (ms since 1970). */
export interface PdfOptions {
  readonly language: Language
  readonly at: number
}

const LANGUAGES = { sv: 'sv-SE', en: 'en-GB' } as const satisfies Record<Language, string>
const [MARGIN, PADDING, BODY_SIZE, TITLE_SIZE] = [48, 4, 9, 16]
const [PLAIN, BOLD] = ['Helvetica', 'Helvetica-Bold']

/** Renders the table: title, notes, then the rows under a header that every page repeats. */
export async function renderPdf(
  table: ExportTable,
  { language, at }: PdfOptions,
): Promise<Uint8Array> {
  const title = table.title[language]
  const doc = new PDFDocument({
    size: 'A4',
    layout: table.columns.length > 4 ? 'landscape' : 'portrait',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    tagged: true,
    lang: LANGUAGES[language],
    displayTitle: true,
    info: { Title: title, Producer: 'Sluss', Creator: 'Sluss', CreationDate: new Date(at) },
  })
  const bytes = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  addText(doc, root, 'H1', title, { font: BOLD, size: TITLE_SIZE })
  for (const note of table.notes)
    addText(doc, root, 'P', note[language], { font: PLAIN, size: BODY_SIZE + 1 })
  if (table.rows.length > 0) new TableWriter(doc, root, table, language).write()
  root.end()
  doc.end()
  return bytes
}

type Structure = ReturnType<PDFKit.PDFDocument['struct']>

interface Style {
  readonly font: string
  readonly size: number
}

function addText(
  doc: PDFKit.PDFDocument,
  parent: Structure,
  tag: string,
  text: string,
  { font, size }: Style,
): void {
  const draw = () => {
    doc
      .font(font)
      .fontSize(size)
      .text(drawable(text), MARGIN, doc.y, { width: innerWidth(doc) })
    doc.moveDown(0.6)
  }
  parent.add(doc.struct(tag, spoken(text), draw))
}

/** Draws one table, row by row. */
class TableWriter {
  readonly #doc: PDFKit.PDFDocument
  readonly #table: Structure
  readonly #header: readonly string[]
  readonly #rows: readonly (readonly string[])[]
  readonly #widths: readonly number[]

  constructor(
    doc: PDFKit.PDFDocument,
    parent: Structure,
    { columns, rows }: ExportTable,
    language: Language,
  ) {
    this.#doc = doc
    this.#header = columns.map(({ title }) => title[language])
    this.#rows = rows.map((row) => row.map(textOf))
    this.#widths = columnWidths(doc, [this.#header, ...this.#rows])
    this.#table = doc.struct('Table')
    parent.add(this.#table)
  }

  write(): void {
    this.#writeRow(this.#header, 'TH')
    for (const row of this.#rows) {
      if (this.#doc.y + this.#heightOf(row, PLAIN) > this.#bottom()) this.#turnPage()
      this.#writeRow(row, 'TD')
    }
    this.#table.end()
  }

  #writeRow(cells: readonly string[], tag: 'TH' | 'TD'): void {
    const font = tag === 'TH' ? BOLD : PLAIN
    const top = this.#doc.y
    const row = this.#doc.struct('TR')
    this.#table.add(row)
    const scope = tag === 'TH' ? { scope: 'Column' } : {}
    for (const [i, cell] of cells.entries())
      row.add(
        this.#doc.struct(tag, { ...scope, ...spoken(cell) }, () =>
          this.#drawCell(cell, i, top, font),
        ),
      )
    row.end()
    this.#rule(top, this.#heightOf(cells, font))
  }

  #drawCell(text: string, column: number, top: number, font: string): void {
    const left = MARGIN + this.#widths.slice(0, column).reduce((sum, width) => sum + width, 0)
    const width = this.#widths[column]! - 2 * PADDING
    this.#doc.font(font).fontSize(BODY_SIZE)
    this.#doc.text(drawable(text), left + PADDING, top + PADDING, { width })
  }

  /** A line under the row; it means nothing, so a screen reader does not hear of it. */
  #rule(top: number, height: number): void {
    const doc = this.#doc
    doc.markContent('Artifact', { type: 'Layout' })
    const right = MARGIN + innerWidth(doc)
    doc.lineWidth(0.5).strokeColor('#767676')
    doc
      .moveTo(MARGIN, top + height)
      .lineTo(right, top + height)
      .stroke()
    doc.endMarkedContent()
    doc.y = top + height
  }

  /** The header again, for the eye: a screen reader knows it already. */
  #turnPage(): void {
    const doc = this.#doc
    doc.addPage()
    const top = doc.y
    doc.markContent('Artifact', { type: 'Pagination' })
    for (const [i, cell] of this.#header.entries()) this.#drawCell(cell, i, top, BOLD)
    doc.endMarkedContent()
    this.#rule(top, this.#heightOf(this.#header, BOLD))
  }

  #heightOf(cells: readonly string[], font: string): number {
    this.#doc.font(font).fontSize(BODY_SIZE)
    const heights = cells.map((cell, i) =>
      this.#doc.heightOfString(drawable(cell), { width: this.#widths[i]! - 2 * PADDING }),
    )
    return Math.max(...heights) + 2 * PADDING
  }

  #bottom(): number {
    return this.#doc.page.height - MARGIN
  }
}

/** A word may be broken in the middle beyond this width, in points: nearly no word is longer, and no date. */
const WORD_LIMIT = 110

/** Each column is as wide as its longest word, so that no date is broken; what is left is shared by what the columns hold. */
function columnWidths(doc: PDFKit.PDFDocument, rows: readonly (readonly string[])[]): number[] {
  const columns = rows[0]!.map((_, i) => rows.map((row) => row[i]!))
  doc.font(BOLD).fontSize(BODY_SIZE)
  const least = columns.map((cells) => {
    const words = new Set(cells.flatMap((cell) => drawable(cell).split(/\s+/)))
    const widths = [...words].map((word) => Math.min(WORD_LIMIT, doc.widthOfString(word)))
    return Math.ceil(Math.max(...widths)) + 2 * PADDING + 1
  })
  const longest = columns.map((cells) =>
    Math.min(40, Math.max(...cells.map((cell) => cell.length))),
  )
  const needed = sumOf(least)
  const rest = Math.max(0, innerWidth(doc) - needed)
  const scale = Math.min(1, innerWidth(doc) / needed)
  return least.map((one, i) => one * scale + (rest * longest[i]!) / Math.max(1, sumOf(longest)))
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

function innerWidth(doc: PDFKit.PDFDocument): number {
  return doc.page.width - 2 * MARGIN
}

function textOf(value: ExportValue): string {
  return value === null ? '–' : String(value)
}

/** What the standard fonts of PDF have no sign for (outside Windows-1252) is drawn as a question mark. */
const UNDRAWABLE =
  /[^\n\x20-\x7E\u00A0-\u00FF\u20AC\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026]/gu

function drawable(text: string): string {
  return text.replace(UNDRAWABLE, '?')
}

/** What a screen reader says where the drawn text is not the whole truth. */
function spoken(text: string): { readonly actual?: string } {
  return drawable(text) === text ? {} : { actual: text }
}

async function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of doc) chunks.push(chunk as Uint8Array)
  return new Uint8Array(Buffer.concat(chunks))
}

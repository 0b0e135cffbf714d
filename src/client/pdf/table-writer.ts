import { drawableText, widthOf } from './helvetica.ts'
import { MARGIN } from './pages.ts'
import type { Pages, PlacedLine, Style } from './pages.ts'
import { addElement } from './structure.ts'
import type { Element } from './structure.ts'
import { wrapText } from './wrap.ts'

/** Header cells, and the rows below them. */
export interface TableBlock {
  readonly kind: 'table'
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const [SIZE, LINE, PADDING] = [9, 11.5, 4]
/** A word may be broken in the middle beyond this width: nearly no word is longer, and no date. */
const WORD_LIMIT = 110

/** Draws a table below what is drawn; every page that it reaches repeats the header for the eye, and only for it. */
export function writeTable(pages: Pages, parent: Element, { header, rows }: TableBlock): void {
  const table = addElement(parent, 'Table')
  const widths = columnWidths(pages.innerWidth, [header, ...rows])
  const head = layOut(header, widths, 'bold')
  const needed = head.height + (rows[0] ? layOut(rows[0], widths, 'plain').height : 0)
  if (needed > pages.room) pages.turn()
  writeRow(pages, table, head, 'TH', () => pages.turn())
  const turn = () => {
    pages.turn()
    for (const [i, lines] of head.cells.entries())
      pages.decorate(placed(lines, head.lefts[i]!, pages.y), head.style)
    endRow(pages, head.height)
  }
  for (const cells of rows) writeRow(pages, table, layOut(cells, widths, 'plain'), 'TD', turn)
  pages.y += LINE
}

interface Row {
  readonly texts: readonly string[]
  readonly cells: readonly (readonly string[])[]
  readonly lefts: readonly number[]
  readonly style: Style
  readonly height: number
}

function layOut(texts: readonly string[], widths: readonly number[], face: Style['face']): Row {
  const cells = texts.map((text, i) => wrapText(text, face, SIZE, widths[i]! - 2 * PADDING))
  const lefts = widths.map((_, i) => MARGIN + PADDING + sumOf(widths.slice(0, i)))
  const style = { face, size: SIZE }
  return { texts, cells, lefts, style, height: heightOf(cells) }
}

function heightOf(cells: readonly (readonly string[])[]): number {
  return Math.max(...cells.map((lines) => lines.length)) * LINE + 2 * PADDING
}

/** A row that does not fit begins on the next page, and one that is longer than a page goes on there. */
function writeRow(
  pages: Pages,
  table: Element,
  row: Row,
  tag: 'TH' | 'TD',
  turn: () => void,
): void {
  const element = addElement(table, 'TR')
  const elements = row.texts.map((text) => addElement(element, tag, text))
  if (row.height > pages.room && pages.y > MARGIN) turn()
  let rest = row.cells
  for (;;) {
    const fitting = Math.max(1, Math.floor((pages.room - 2 * PADDING) / LINE))
    const now = rest.map((lines) => lines.slice(0, fitting))
    for (const [i, lines] of now.entries())
      if (lines.length > 0)
        pages.draw(elements[i]!, placed(lines, row.lefts[i]!, pages.y), row.style)
    endRow(pages, heightOf(now))
    rest = rest.map((lines) => lines.slice(fitting))
    if (rest.every((lines) => lines.length === 0)) return
    turn()
  }
}

function placed(lines: readonly string[], left: number, top: number): PlacedLine[] {
  return lines.map((text, i) => ({ text, left, top: top + PADDING + i * LINE + SIZE }))
}

function endRow(pages: Pages, height: number): void {
  pages.y += height
  pages.rule(pages.y)
}

/** Each column is as wide as its longest word, so that no date is broken; what is left is shared by what the columns hold. */
function columnWidths(width: number, rows: readonly (readonly string[])[]): number[] {
  const columns = rows[0]!.map((_, i) => rows.map((row) => row[i]!))
  const least = columns.map((cells) => {
    const words = new Set(cells.flatMap((cell) => cell.split(/\s+/)))
    const widths = [...words].map((word) => widthOf(drawableText(word), 'bold', SIZE))
    return Math.ceil(Math.min(WORD_LIMIT, Math.max(...widths))) + 2 * PADDING + 1
  })
  const longest = columns.map((cells) =>
    Math.min(40, Math.max(...cells.map(({ length }) => length))),
  )
  const rest = Math.max(0, width - sumOf(least))
  const scale = Math.min(1, width / sumOf(least))
  return least.map((one, i) => one * scale + (rest * longest[i]!) / Math.max(1, sumOf(longest)))
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

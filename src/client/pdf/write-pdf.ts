/**
 * A tagged PDF (ISO 32000-1 §14.8): a screen reader hears title, language, headings, header cells and rows in their order.
 *
 * The file says nothing of what, who or when made it: no author, no program, no time. Its title is its first heading; as a property,
 * which PDF/UA-1 (ISO 14289-1 §7.1) asks for, only what is published has it, since whatever lists files shows properties to whoever
 * looks over a shoulder. No claim to PDF/UA is made: its fonts are those that every reader has, not embedded. The same document
 * gives the same bytes.
 *
 * @module
 */
import type { Language } from '../../protocol/statements/local-text.ts'
import { encodePdf } from './encode-pdf.ts'
import { drawableText, widthOf } from './helvetica.ts'
import { MARGIN, Pages } from './pages.ts'
import type { PlacedLine, Style } from './pages.ts'
import { addElement } from './structure.ts'
import type { Element } from './structure.ts'
import { writeTable } from './table-writer.ts'
import type { TableBlock } from './table-writer.ts'
import { wrapText } from './wrap.ts'

/** What stands below the title, in this order. */
export type PdfBlock =
  { readonly kind: 'heading' | 'paragraph'; readonly text: string } | TableBlock

/** A document as it is to be written. */
export interface PdfDocument {
  readonly title: string
  readonly language: Language
  readonly blocks: readonly PdfBlock[]
  /** Said at the top of each page, such as what secrecy it is under. */
  readonly stamp?: string
  /** It is for anybody: programs that list files may tell its title. What is said of a person has no properties at all. */
  readonly isPublished?: boolean
}

const TITLE: Style = { face: 'bold', size: 16 }
const HEADING: Style = { face: 'bold', size: 12 }
const BODY: Style = { face: 'plain', size: 10 }
const SMALL: Style = { face: 'plain', size: 8 }
/** A table with more columns lies on its side. */
const MOST_UPRIGHT = 4

/** Writes it. */
export function writePdf(document: PdfDocument): Uint8Array {
  const { title, blocks } = document
  const isWide = blocks.some((one) => one.kind === 'table' && one.header.length > MOST_UPRIGHT)
  const pages = new Pages(isWide)
  const root = addElement(undefined, 'Document')
  writeText(pages, addElement(root, 'H1', title), title, TITLE)
  for (const block of blocks) {
    if (block.kind === 'table') writeTable(pages, root, block)
    else if (block.kind === 'heading')
      writeText(pages, addElement(root, 'H2', block.text), block.text, HEADING)
    else writeText(pages, addElement(root, 'P', block.text), block.text, BODY)
  }
  writeEdges(pages, document)
  return encodePdf(pages, root, document)
}

function writeText(pages: Pages, element: Element, text: string, style: Style): void {
  const height = style.size * 1.35
  // A heading does not stand alone at the foot of a page.
  const least = element.tag === 'P' ? height : 4 * height
  if (pages.room < least) pages.turn()
  let lines = wrapText(text, style.face, style.size, pages.innerWidth)
  while (lines.length > 0) {
    const fitting = Math.max(1, Math.floor(pages.room / height))
    const now = lines.slice(0, fitting)
    const top = pages.y
    const place = (one: string, i: number): PlacedLine => ({
      text: one,
      left: MARGIN,
      top: top + i * height + style.size,
    })
    pages.draw(element, now.map(place), style)
    pages.y += now.length * height
    lines = lines.slice(fitting)
    if (lines.length > 0) pages.turn()
  }
  pages.y += style.size * 0.6
}

/** On every page: the stamp above, and below which page of how many it is. */
function writeEdges(pages: Pages, { language, stamp }: PdfDocument): void {
  const { width, height } = pages.size
  const of = pages.contents.length
  for (let page = 0; page < of; page++) {
    const text = language === 'sv' ? `sida ${page + 1} av ${of}` : `page ${page + 1} of ${of}`
    const left = width - MARGIN - widthOf(text, SMALL.face, SMALL.size)
    pages.decorate([{ text, left, top: height - MARGIN / 2 }], SMALL, page)
    if (stamp !== undefined)
      pages.decorate([{ text: drawableText(stamp), left: MARGIN, top: MARGIN / 2 }], SMALL, page)
  }
}

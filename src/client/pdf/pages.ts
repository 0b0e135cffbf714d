import type { Face } from './helvetica.ts'
import type { Element } from './structure.ts'
import { literal, number } from './syntax.ts'

/** In points. */
export const MARGIN = 48

const [SHORT, LONG] = [595.28, 841.89]

/** A4. */
export interface PageSize {
  readonly width: number
  readonly height: number
}

/** A line of drawable text (`drawableText`) and where it begins: from the left, and its foot from the top. */
export interface PlacedLine {
  readonly text: string
  readonly left: number
  readonly top: number
}

/** In which face, and how large, in points. */
export interface Style {
  readonly face: Face
  readonly size: number
}

/** The pages as they are drawn on: instructions page by page (ISO 32000-1 §9.4, §14.6), and how far down the last one is used. */
export class Pages {
  readonly size: PageSize
  readonly contents: string[][] = [[]]
  readonly #marks: Element[][] = [[]]
  /** From the top of the last page. */
  y = MARGIN

  constructor(isWide: boolean) {
    this.size = isWide ? { width: LONG, height: SHORT } : { width: SHORT, height: LONG }
  }

  get innerWidth(): number {
    return this.size.width - 2 * MARGIN
  }

  /** What is left of the last page. */
  get room(): number {
    return this.size.height - MARGIN - this.y
  }

  /** By page and number, to which element the drawn content belongs. */
  get marks(): readonly (readonly Element[])[] {
    return this.#marks
  }

  turn(): void {
    this.contents.push([])
    this.#marks.push([])
    this.y = MARGIN
  }

  /** Draws lines as content of an element. */
  draw(element: Element, lines: readonly PlacedLine[], style: Style): void {
    const page = this.contents.length - 1
    const id = this.#marks[page]!.push(element) - 1
    element.marks.push({ page, id })
    this.#add(page, `/${element.tag} <</MCID ${id}>> BDC`, lines, style)
  }

  /** Draws lines that mean nothing to a screen reader, on the last page or an earlier one. */
  decorate(lines: readonly PlacedLine[], style: Style, page = this.contents.length - 1): void {
    this.#add(page, '/Artifact <</Type /Pagination>> BDC', lines, style)
  }

  /** A line across, which means nothing either. */
  rule(top: number): void {
    const y = number(this.size.height - top)
    const [left, right] = [number(MARGIN), number(MARGIN + this.innerWidth)]
    this.contents
      .at(-1)!
      .push(
        '/Artifact <</Type /Layout>> BDC',
        `0.46 G 0.5 w ${left} ${y} m ${right} ${y} l S`,
        'EMC',
      )
  }

  #add(page: number, begin: string, lines: readonly PlacedLine[], { face, size }: Style): void {
    const font = `/${face === 'bold' ? 'B' : 'P'} ${number(size)} Tf`
    const drawn = lines.map(
      ({ text, left, top }) =>
        `1 0 0 1 ${number(left)} ${number(this.size.height - top)} Tm ${literal(text)} Tj`,
    )
    this.contents[page]!.push(begin, `BT ${font}`, ...drawn, 'ET', 'EMC')
  }
}

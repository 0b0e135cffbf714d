import { FACE_NAMES } from './helvetica.ts'
import type { Pages } from './pages.ts'
import type { Element } from './structure.ts'
import { literal, number } from './syntax.ts'
import type { PdfDocument } from './write-pdf.ts'

const LANGUAGES = { sv: 'sv-SE', en: 'en-GB' } as const

/** Numbers objects, and keeps what they say until all is known. */
class Objects {
  readonly #bodies: string[] = []

  /** Takes the next number. */
  take(): number {
    return this.#bodies.push('')
  }

  set(id: number, body: string): void {
    this.#bodies[id - 1] = body
  }

  add(body: string): number {
    const id = this.take()
    this.set(id, body)
    return id
  }

  get bodies(): readonly string[] {
    return this.#bodies
  }
}

/** The file of these pages and this structure (ISO 32000-1 §7.5). */
export function encodePdf(pages: Pages, root: Element, document: PdfDocument): Uint8Array {
  const objects = new Objects()
  const { title, language, isPublished = false } = document
  const catalog = objects.take()
  const tree = objects.take()
  const [structure, parents] = [objects.take(), objects.take()]
  const pageIds = pages.contents.map(() => objects.take())
  writePages(objects, pages, tree, pageIds)
  const ids = new Map<Element, number>()
  const documentId = writeElement(objects, root, structure, pageIds, ids)
  const lists = pages.marks.map(
    (marks, page) => `${page} [${marks.map((one) => `${ids.get(one)} 0 R`).join(' ')}]`,
  )
  objects.set(parents, `<</Nums [${lists.join(' ')}]>>`)
  objects.set(
    structure,
    `<</Type /StructTreeRoot /K [${documentId} 0 R] /ParentTree ${parents} 0 R /ParentTreeNextKey ${lists.length}>>`,
  )
  objects.set(
    catalog,
    `<</Type /Catalog /Pages ${tree} 0 R /StructTreeRoot ${structure} 0 R /MarkInfo <</Marked true>> ` +
      `/Lang (${LANGUAGES[language]})` +
      (isPublished ? ' /ViewerPreferences <</DisplayDocTitle true>>>>' : '>>'),
  )
  const info = isPublished ? objects.add(`<</Title ${text(title)}>>`) : undefined
  return encodeObjects(objects.bodies, catalog, info)
}

function writePages(
  objects: Objects,
  { contents, size }: Pages,
  tree: number,
  ids: readonly number[],
): void {
  const fonts = Object.values(FACE_NAMES).map((name) =>
    objects.add(`<</Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding>>`),
  )
  const resources = objects.add(`<</Font <</P ${fonts[0]} 0 R /B ${fonts[1]} 0 R>>>>`)
  const box = `[0 0 ${number(size.width)} ${number(size.height)}]`
  for (const [page, lines] of contents.entries()) {
    const drawn = lines.join('\n')
    const stream = objects.add(`<</Length ${drawn.length}>>\nstream\n${drawn}\nendstream`)
    objects.set(
      ids[page]!,
      `<</Type /Page /Parent ${tree} 0 R /MediaBox ${box} /Resources ${resources} 0 R ` +
        `/Contents ${stream} 0 R /StructParents ${page} /Tabs /S>>`,
    )
  }
  const kids = ids.map((id) => `${id} 0 R`).join(' ')
  objects.set(tree, `<</Type /Pages /Kids [${kids}] /Count ${ids.length}>>`)
}

/** Writes an element and all below it; `ids` learns which object it is. */
function writeElement(
  objects: Objects,
  element: Element,
  parent: number,
  pageIds: readonly number[],
  ids: Map<Element, number>,
): number {
  const { tag, kids, marks, actual } = element
  const id = objects.take()
  ids.set(element, id)
  const below = [
    ...marks.map((one) => `<</Type /MCR /Pg ${pageIds[one.page]} 0 R /MCID ${one.id}>>`),
    ...kids.map((kid) => `${writeElement(objects, kid, id, pageIds, ids)} 0 R`),
  ]
  const scope = tag === 'TH' ? ' /A <</O /Table /Scope /Column>>' : ''
  const said = actual === undefined ? '' : ` /ActualText ${text(actual)}`
  objects.set(
    id,
    `<</Type /StructElem /S /${tag} /P ${parent} 0 R${scope}${said} /K [${below.join(' ')}]>>`,
  )
  return id
}

/** A text string: UTF-16 with its byte order mark where ASCII does not do (ISO 32000-1 §7.9.2.2). */
function text(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return literal(value)
  const units = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i))
  return literal(
    String.fromCharCode(0xfe, 0xff, ...units.flatMap((unit) => [unit >> 8, unit & 0xff])),
  )
}

/** Every character of the source is one byte of the file. */
function encodeObjects(
  bodies: readonly string[],
  catalog: number,
  info: number | undefined,
): Uint8Array {
  const pieces = ['%PDF-1.7\n%\xe2\xe3\xcf\xd3\n']
  const offsets: number[] = []
  let length = pieces[0]!.length
  for (const [i, body] of bodies.entries()) {
    const piece = `${i + 1} 0 obj\n${body}\nendobj\n`
    offsets.push(length)
    pieces.push(piece)
    length += piece.length
  }
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const count = bodies.length + 1
  const properties = info === undefined ? '' : ` /Info ${info} 0 R`
  pieces.push(
    `xref\n0 ${count}\n0000000000 65535 f \n${lines.join('')}`,
    `trailer\n<</Size ${count} /Root ${catalog} 0 R${properties}>>\nstartxref\n${length}\n%%EOF\n`,
  )
  const source = pieces.join('')
  return Uint8Array.from(source, (sign) => sign.charCodeAt(0))
}

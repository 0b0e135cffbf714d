/** The PDF as its bytes say it is: what a screen reader and a curious receiver find in it. */
import { hostname, userInfo } from 'node:os'
import t from 'tap'
import { renderPdf } from '../../src/client/export/render-pdf.ts'
import type { ExportTable } from '../../src/client/export/table.ts'

const TABLE: ExportTable = {
  title: { sv: 'Utdrag ur loggen', en: 'Extract of the log' },
  columns: [
    { name: 'day', title: { sv: 'Datum', en: 'Date' } },
    { name: 'to', title: { sv: 'Mottagare', en: 'Receiver' } },
  ],
  rows: Array.from({ length: 90 }, (_, i) => [
    `2026-03-${i}`,
    i === 3 ? 'Łódź' : 'VINR-mottagning',
  ]),
  notes: [{ sv: 'Inget är utelämnat.', en: 'Nothing is left out.' }],
}

const pdf = Buffer.from(renderPdf(TABLE, { language: 'sv', isPublished: true }))
const source = pdf.toString('latin1')
const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0

/** What is drawn on the pages, as instructions. */
function drawnText(bytes: Uint8Array = pdf): string {
  const streams = Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/\nstream\n([\s\S]*?)\nendstream/g)
  return [...streams].map(([, data]) => data).join('')
}

t.test('it is tagged, names its language and shows its title', async (t) => {
  t.match(source, /^%PDF-1\.7/)
  t.match(source, /\/MarkInfo <</)
  t.match(source, /\/Marked true/)
  t.match(source, /\/Lang \(sv-SE\)/)
  t.match(source, /\/DisplayDocTitle true/)
  t.match(source, /\(Utdrag ur loggen\)/)
  t.match(source, /\/StructTreeRoot/)
})

t.test('each row and cell is in the structure, headers as headers of their column', async (t) => {
  t.equal(count(/\/S \/Table\b/g), 1)
  t.equal(count(/\/S \/TR\b/g), 91)
  t.equal(count(/\/S \/TH\b/g), 2)
  t.equal(count(/\/Scope \/Column/g), 2)
  t.equal(count(/\/S \/TD\b/g), 180)
  t.equal(count(/\/S \/H1\b/g), 1)
  t.equal(count(/\/S \/P\b/g), 1)
})

t.test('every page repeats the header for the eye, and only for it', async (t) => {
  const pages = count(/\/Type \/Page\b/g)
  t.ok(pages > 1)
  const drawn = drawnText()
  t.equal(drawn.match(/Mottagare|Mott/g)?.length, pages)
  t.match(drawn, /\/Artifact/)
})

t.test('what is not published has no properties, not even its title', async (t) => {
  const kept = Buffer.from(renderPdf(TABLE, { language: 'sv' })).toString('latin1')
  t.notMatch(kept, /\/(Info|Title|DisplayDocTitle|Metadata)\b/)
})

t.test('a date stays on one line, however much stands beside it', async (t) => {
  const long = 'Utredning, våld i nära relation, med ett mycket långt namn som tar plats '.repeat(3)
  const columns = ['day', 'what', 'why', 'which', 'from', 'to'].map((name) => ({
    name,
    title: { sv: name, en: name },
  }))
  const wide = { ...TABLE, columns, rows: [['2026-03-02', long, long, long, long, long]] }
  const drawn = drawnText(renderPdf(wide, { language: 'sv' }))
  t.match(drawn, '2026-03-02')
})

t.test('what the font lacks is drawn as a question mark and said in full', async (t) => {
  t.ok(source.includes(Buffer.from('\uFEFFŁódź', 'utf16le').swap16().toString('latin1')))
})

t.test(
  'nothing in it tells who made it or where, and the same table gives the same bytes',
  async (t) => {
    const [, info] = /\/Info (\d+) 0 R/.exec(source)!
    t.match(source, `\n${info} 0 obj\n<</Title (Utdrag ur loggen)>>\nendobj`)
    t.notMatch(source, /\/(Author|Producer|Creator|CreationDate|ModDate|Metadata)\b/)
    for (const secret of [hostname(), userInfo().username, process.cwd()])
      t.notOk(source.includes(`(${secret}`), 'no trace of the machine')
    const again = renderPdf(TABLE, { language: 'sv', isPublished: true })
    t.equal(Buffer.compare(pdf, Buffer.from(again)), 0)
  },
)

t.test(
  'every object is where the file says, and every mark is the element’s that names it',
  async (t) => {
    const start = Number(/startxref\n(\d+)/.exec(source)![1])
    t.equal(source.slice(start, start + 5), 'xref\n')
    const offsets = [...source.slice(start).matchAll(/^(\d{10}) 00000 n /gm)].map(([, at]) =>
      Number(at),
    )
    for (const [i, at] of offsets.entries()) t.ok(source.startsWith(`${i + 1} 0 obj\n`, at))
    for (const [, length, data] of source.matchAll(
      /<<\/Length (\d+)>>\nstream\n([\s\S]*?)\nendstream/g,
    ))
      t.equal(data!.length, Number(length))
    const elements = new Map(
      [...source.matchAll(/(\d+) 0 obj\n(<<\/Type \/StructElem.*)\nendobj/g)].map(
        ([, id, body]) => [id!, body!],
      ),
    )
    const [, lists] = /<<\/Nums \[(.*)\]>>/.exec(source)!
    const pages = [...lists!.matchAll(/\d+ \[(.*?)\]/g)].map(([, list]) =>
      list!.match(/\d+(?= 0 R)/g)!,
    )
    for (const list of pages)
      for (const [mark, id] of list.entries()) t.match(elements.get(id), `/MCID ${mark}>>`)
    t.equal(count(/\/MCR/g), pages.flat().length)
  },
)

t.test('a row that is longer than a page goes on, and nothing is drawn outside', async (t) => {
  const long = Array.from({ length: 900 }, (_, i) => `ord${i}`).join(' ')
  const tall = renderPdf(
    { ...TABLE, rows: [['2026-03-02', `${long} (slut) \\`]] },
    { language: 'sv' },
  )
  const drawn = drawnText(tall)
  for (let i = 0; i < 900; i++) t.match(drawn, new RegExp(`\\bord${i}\\b`))
  t.match(drawn, '\\(slut\\) \\\\')
  const heights = [...drawn.matchAll(/1 0 0 1 \S+ (\S+) Tm/g)].map(([, y]) => Number(y))
  t.ok(heights.every((y) => y >= 20 && y < 842))
  t.ok(
    Buffer.from(tall)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)!.length > 1,
  )
})

t.test('an empty table is a page with title and notes', async (t) => {
  const empty = Buffer.from(renderPdf({ ...TABLE, rows: [] }, { language: 'en' })).toString(
    'latin1',
  )
  t.match(empty, /\/Lang \(en-GB\)/)
  t.notMatch(empty, /\/S \/Table/)
})

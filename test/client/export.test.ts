import fc from 'fast-check'
import t from 'tap'
import { encodeCsv } from '../../src/client/export/csv.ts'
import { encodeJsonLines } from '../../src/client/export/json-lines.ts'
import type { ExportTable, ExportValue } from '../../src/client/export/table.ts'

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

function tableOf(...rows: readonly (readonly ExportValue[])[]): ExportTable {
  return {
    title: { sv: 'Prov', en: 'Trial' },
    columns: [
      { name: 'what', title: { sv: 'Vad', en: 'What' } },
      { name: 'times', title: { sv: 'Gånger', en: 'Times' } },
    ],
    rows,
    notes: [],
  }
}

t.test('CSV: a byte order mark, titles in the language, every field quoted', async (t) => {
  const table = tableOf(['sa "hej", \n och gick', 2], [null, null])
  t.equal(
    text(encodeCsv(table, 'sv')),
    '\uFEFF"Vad","Gånger"\r\n"sa ""hej"", \n och gick","2"\r\n"",""\r\n',
  )
  t.match(text(encodeCsv(table, 'en')), /^\uFEFF"What","Times"/)
})

t.test('CSV: no field begins as a formula does', async (t) => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '|x', '%0A=1']
  for (const formula of formulas)
    t.ok(text(encodeCsv(tableOf([formula, 0]), 'sv')).includes(`"'${formula}"`), formula)
  t.ok(text(encodeCsv(tableOf(['5 kap. 1 §', 0]), 'sv')).includes('"5 kap. 1 §"'))
})

t.test('CSV: whatever is in a row can be read back from it', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const [, line] =
        /\r\n"(.*)","7"\r\n$/su.exec(text(encodeCsv(tableOf([value, 7]), 'sv'))) ?? []
      const read = line?.replaceAll('""', '"')
      return read === value.toWellFormed() || read === `'${value.toWellFormed()}`
    }),
  )
})

t.test('JSON Lines: one object for each row, under stable names', async (t) => {
  const lines = text(encodeJsonLines(tableOf(['=1', 2], [null, 0]))).split('\n')
  t.same(lines, ['{"what":"=1","times":2}', '{"what":null,"times":0}', ''])
  t.equal(text(encodeJsonLines(tableOf())), '')
})

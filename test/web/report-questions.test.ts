/** What an officer is offered, and what is understood of what is typed. */
import t from 'tap'
import { parseReferences } from '../../src/web/reports/parse-references.ts'
import { periodsBefore } from '../../src/web/reports/periods.ts'

t.test('only periods that are over are offered, newest first', async (t) => {
  t.same(periodsBefore('2026-06-30').slice(0, 3), ['2025', '2025-H2', '2025-H1'])
  t.same(periodsBefore('2026-07-01').slice(0, 2), ['2026-H1', '2025'])
  t.same(periodsBefore('2026-12-31').slice(0, 2), ['2026-H1', '2025'])
  t.same(periodsBefore('2027-01-01').slice(0, 3), ['2026', '2026-H2', '2026-H1'])
})

t.test('references are read between lines, spaces and commas, each once', async (t) => {
  t.same(parseReferences(' 7kq4-xrm2,\n7KQ4-XRM2; 0000-0000 '), ['7KQ4-XRM2', '0000-0000'])
})

t.test('one that is none makes the whole none: nothing is left out unseen', async (t) => {
  for (const text of ['', ' ', '7KQ4', '7KQ4-XRM2 7KQ4-XRM', '7KQ4-XRMI', '19640823-3234'])
    t.equal(parseReferences(text), undefined, text)
})

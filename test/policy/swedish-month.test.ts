import t from 'tap'
import { swedishMonthBefore, swedishMonthSpan } from '../../src/policy/swedish-month.ts'

const spans: Record<string, [from: string, until: string]> = {
  '2026-03': ['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
  '2026-12': ['2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  '2028-02': ['2028-01-31T23:00:00.000Z', '2028-02-29T23:00:00.000Z'],
}
for (const [month, [from, until]] of Object.entries(spans))
  t.test(`${month} begins and ends at midnight in Sweden`, async (t) => {
    t.same(swedishMonthSpan(month), { from: Date.parse(from), until: Date.parse(until) })
  })

t.test('the month before is the last one that is over', async (t) => {
  t.equal(swedishMonthBefore(Date.parse('2026-03-31T21:59:59.999Z')), '2026-02')
  t.equal(swedishMonthBefore(Date.parse('2026-03-31T22:00:00.000Z')), '2026-03')
  t.equal(swedishMonthBefore(Date.parse('2026-01-10T12:00:00.000Z')), '2025-12')
})

t.test('refuses what is no month', async (t) => {
  for (const wrong of ['2026-13', '2026-00', '2026-3', '2026-03-01', 'mars'])
    t.throws(() => swedishMonthSpan(wrong), { code: 'time-invalid' }, wrong)
})

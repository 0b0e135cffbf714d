/** KON-5 e: earlier years are comparable. */
import t from 'tap'
import { compareLines, yearBefore } from '../../src/client/report-comparison.ts'
import type { ReportLine } from '../../src/client/report.ts'

function line(of: ReportLine['of'], part: string | null, number: number): ReportLine {
  const text = { sv: String(number), en: String(number) }
  return { of, part, label: { sv: of, en: of }, number, count: text, percent: null }
}

t.test('the year before has the same half', async (t) => {
  t.equal(yearBefore('2026'), '2025')
  t.equal(yearBefore('2026-H2'), '2025-H2')
})

t.test('lines stand beside the same lines, and none of either is lost', async (t) => {
  const now = [line('disclosure', null, 3), line('disclosure', 'new', 3), line('received', null, 1)]
  const earlier = [
    line('disclosure', null, 2),
    line('disclosure', 'gone', 2),
    line('received', null, 4),
  ]
  t.same(
    compareLines(now, earlier).map(({ of, part, now, earlier }) => [
      of,
      part,
      now?.number,
      earlier?.number,
    ]),
    [
      ['disclosure', null, 3, 2],
      ['disclosure', 'new', 3, undefined],
      ['disclosure', 'gone', undefined, 2],
      ['received', null, 1, 4],
    ],
  )
  t.same(
    compareLines(now, []).map(({ now }) => now),
    now,
    'and alone a report is itself',
  )
})

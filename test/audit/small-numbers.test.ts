import fc from 'fast-check'
import t from 'tap'
import { tellBreakdown, tellCount, tellShare } from '../../src/audit/report/small-numbers.ts'
import { closedWithin } from '../../src/audit/report/days-to-close.ts'
import { buildReport } from '../../src/audit/report/build-report.ts'

t.test('counts are rounded to the nearest five, one to four is under five', async (t) => {
  const told = [0, 1, 4, 5, 7, 8, 58].map((count) => tellCount(count))
  t.same(told, [0, 'under-5', 'under-5', 5, 5, 10, 60])
})

t.test('of sensitive things nothing under ten is told, nought neither', async (t) => {
  const told = [0, 1, 9, 10, 12, 13].map((count) => tellCount(count, true))
  t.same(told, ['not-told', 'not-told', 'not-told', 10, 10, 15])
})

t.test('one hidden part takes another with it, so that nobody subtracts', async (t) => {
  t.same(tellBreakdown({ ok: 40, ask: 12, incident: 3 }), {
    ok: 40,
    ask: 'not-told',
    incident: 'under-5',
  })
  t.same(tellBreakdown({ ok: 40, ask: 2, incident: 3 }), {
    ok: 40,
    ask: 'under-5',
    incident: 'under-5',
  })
  t.same(tellBreakdown({ ok: 40, ask: 10 }), { ok: 40, ask: 10 })
  t.same(tellBreakdown({ ok: 3 }), { ok: 'under-5' })
})

t.test('a review is closed within a week, thirty days, or later', async (t) => {
  const day = 86_400_000
  t.same(
    [0, 7, 7.01, 30, 30.01].map((days) => closedWithin(0, days * day)),
    ['within-a-week', 'within-a-week', 'within-a-month', 'within-a-month', 'later'],
  )
})

t.test('a share is of thirty or more, and of what is told', async (t) => {
  t.equal(tellShare(10, 40), 25)
  t.equal(tellShare(10, 25), null)
  t.equal(tellShare('under-5', 100), null)
})

t.test('no count under five is ever told, whatever happened', async () => {
  const counts = fc.dictionary(fc.string(), fc.nat(60))
  fc.assert(
    fc.property(counts, (parts) => {
      const told = tellBreakdown(parts)
      const hidden = Object.values(told).filter((value) => typeof value !== 'number')
      const others = Object.entries(parts).filter(([name, count]) => count > 0 && name in told)
      return (
        Object.values(told).every((value) => typeof value === 'string' || value % 5 === 0) &&
        (hidden.length !== 1 || others.length === 1)
      )
    }),
  )
})

t.test('the report hides what was rare, and says what was not', async (t) => {
  const record = (event: string, count: number, code: string | null = null) => ({
    event,
    count,
    code,
  })
  const { rows } = buildReport({
    agency: 'polisen-sydlanda',
    period: '2026',
    members: 12,
    received: 3,
    expired: 21,
    closed: { 'within-a-week': 30, 'within-a-month': 10, later: 0 },
    exchange: {
      grounds: { counts: { 'osl-12-2': 51, 'osl-10-27': 7, 'osl-10-24': 2 }, labels: {} },
      takenOver: { 'within-an-hour': 2, 'not-taken-over': 1 },
      sentTo: { counts: { 'socialnamnden-sydlanda': 58 }, labels: {} },
      receivedFrom: { counts: {}, labels: {} },
    },
    records: [
      record('disclosure.released', 58),
      record('disclosure.denied', 7),
      record('disclosure.opened', 101),
      record('review.decided', 33, 'ok'),
      record('review.decided', 6, 'ask'),
      record('review.decided', 1, 'incident'),
    ],
  })
  const row = (name: string) => rows.findLast((one) => one.name === name)
  t.match(row('members'), { count: 10 })
  t.match(row('received'), { count: 'under-5' })
  t.match(row('opening'), { count: 100 })
  t.match(row('break-glass'), { count: 'not-told' })
  t.match(row('disclosure.denied'), { count: 5, share: { percent: 8 } })
  t.match(row('content.expired'), { count: 20 })
  t.match(row('review.closed'), {
    count: 40,
    parts: { 'within-a-week': 30, 'within-a-month': 10, later: 0 },
  })
  t.match(row('review.decided'), {
    count: 40,
    parts: { ok: 35, ask: 'not-told', incident: 'not-told' },
  })
})

import t from 'tap'
import { tellDay, tellDuration, tellMoment } from '../../../src/policy/explaining/swedish-time.ts'

const moments: Readonly<Record<string, [at: string, now: string, sv: string, en: string]>> = {
  'winter time, the same day': [
    '2026-11-22T17:40:00.000Z',
    '2026-11-22T12:00:00.000Z',
    'i dag kl. 18.40',
    'today at 18:40',
  ],
  'summer time, the next day': [
    '2026-07-02T07:05:00.000Z',
    '2026-07-01T12:00:00.000Z',
    'i morgon kl. 09.05',
    'tomorrow at 09:05',
  ],
  'past midnight in Sweden, though not in UTC': [
    '2026-11-22T23:30:00.000Z',
    '2026-11-22T22:30:00.000Z',
    'i morgon kl. 00.30',
    'tomorrow at 00:30',
  ],
  'the night when summer time ends': [
    '2026-10-25T01:30:00.000Z',
    '2026-10-24T23:00:00.000Z',
    'i dag kl. 02.30',
    'today at 02:30',
  ],
  'another day of the year': [
    '2026-12-06T12:00:00.000Z',
    '2026-11-22T12:00:00.000Z',
    'söndag 6 december kl. 13.00',
    'Sunday 6 December at 13:00',
  ],
  'yesterday, by its date': [
    '2026-11-21T12:00:00.000Z',
    '2026-11-22T12:00:00.000Z',
    'lördag 21 november kl. 13.00',
    'Saturday 21 November at 13:00',
  ],
}
for (const [what, [at, now, sv, en]] of Object.entries(moments))
  t.test(`tells ${what}`, async (t) => {
    t.same(tellMoment(at, now), { sv, en })
  })

t.test('tells the year of a day in another one', async (t) => {
  t.same(tellDay('2027-01-01', '2026-12-30'), {
    sv: 'fredag 1 januari 2027',
    en: 'Friday 1 January 2027',
  })
})

const durations: readonly [ms: number, sv: string, en: string][] = [
  [7 * 86_400_000, '7 dygn', '7 days'],
  [86_400_000, '1 dygn', '1 day'],
  [36 * 3_600_000, '36 timmar', '36 hours'],
  [3_600_000, '1 timme', '1 hour'],
  [90 * 60_000, '90 minuter', '90 minutes'],
  [60_000, '1 minut', '1 minute'],
]
for (const [ms, sv, en] of durations)
  t.test(`tells ${ms} ms as ${en}`, async (t) => {
    t.same(tellDuration(ms), { sv, en })
  })

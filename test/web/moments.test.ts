/** Times and deadlines in words. */
import t from 'tap'
import {
  nearnessOf,
  sayDay,
  sayDeadline,
  sayMoment,
  saySecond,
  saySpan,
  sayWholeDay,
} from '../../src/web/words/moments.ts'

/** Monday 2 March 2026, 14:02 in Sweden. */
const NOW = Date.parse('2026-03-02T13:02:00.000Z')
const at = (text: string) => Date.parse(text)

const DEADLINES: Record<string, readonly [at: string, sv: string, en: string]> = {
  'later today': [
    '2026-03-02T15:00:00.000Z',
    'i dag 16:00 (1 tim 58 min kvar)',
    'today 16:00 (1 h 58 min left)',
  ],
  'in minutes': [
    '2026-03-02T13:11:30.000Z',
    'i dag 14:11 (9 min kvar)',
    'today 14:11 (9 min left)',
  ],
  'in seconds': [
    '2026-03-02T13:02:30.000Z',
    'i dag 14:02 (mindre än 1 min kvar)',
    'today 14:02 (less than 1 min left)',
  ],
  'on the hour': ['2026-03-02T16:02:00.000Z', 'i dag 17:02 (3 tim kvar)', 'today 17:02 (3 h left)'],
  tomorrow: [
    '2026-03-03T08:30:00.000Z',
    'i morgon 09:30 (19 tim 28 min kvar)',
    'tomorrow 09:30 (19 h 28 min left)',
  ],
  'this week': ['2026-03-04T08:30:00.000Z', 'ons 09:30 (1 dag kvar)', 'Wed 09:30 (1 day left)'],
  'next week': [
    '2026-03-09T11:00:00.000Z',
    '9 mars 12:00 (6 dagar kvar)',
    '9 March 12:00 (6 days left)',
  ],
  past: [
    '2026-03-02T11:00:00.000Z',
    'i dag 12:00 (2 tim 2 min för sent)',
    'today 12:00 (2 h 2 min late)',
  ],
  'long past': [
    '2026-02-19T11:00:00.000Z',
    '19 februari 12:00 (11 dagar för sent)',
    '19 February 12:00 (11 days late)',
  ],
}
for (const [what, [moment, sv, en]] of Object.entries(DEADLINES)) {
  t.test(`a deadline ${what} is said with its clock and what is left`, async (t) => {
    t.equal(sayDeadline(at(moment), NOW, 'sv'), sv)
    t.equal(sayDeadline(at(moment), NOW, 'en'), en)
  })
}

t.test('a moment is as short as it is clear', async (t) => {
  t.equal(sayMoment(at('2026-03-02T08:41:00.000Z'), NOW, 'sv'), '09:41')
  t.equal(sayMoment(at('2026-03-01T08:41:00.000Z'), NOW, 'sv'), 'i går 09:41')
  t.equal(sayMoment(at('2026-02-24T08:41:00.000Z'), NOW, 'sv'), 'tis 09:41')
  t.equal(sayMoment(at('2026-02-19T08:41:00.000Z'), NOW, 'sv'), '19 februari 09:41')
  t.equal(sayMoment(at('2025-11-19T08:41:00.000Z'), NOW, 'sv'), '19 november 2025 09:41')
  t.equal(sayWholeDay(at('2025-11-19T08:41:00.000Z'), 'sv'), 'onsdag 19 november 2025')
})

t.test('a moment to the second is Swedish time in either language', async (t) => {
  t.equal(saySecond(at('2026-03-01T23:41:07.000Z'), 'sv'), '2 mars 2026 00:41:07')
  t.equal(saySecond(at('2026-03-01T23:41:07.000Z'), 'en'), '2 March 2026 00:41:07')
})

t.test('a day ends at Swedish midnight, in winter and in summer', async (t) => {
  t.equal(sayDay(at('2026-03-02T22:59:00.000Z'), NOW, 'sv'), 'i dag')
  t.equal(sayDay(at('2026-03-02T23:00:00.000Z'), NOW, 'sv'), 'i morgon')
  const summer = at('2026-07-01T12:00:00.000Z')
  t.equal(sayDay(at('2026-07-01T22:00:00.000Z'), summer, 'sv'), 'i morgon')
})

t.test('across the change to summer time a day is still a day', async (t) => {
  const saturday = at('2026-03-28T12:00:00.000Z')
  t.equal(
    sayDeadline(at('2026-03-29T11:00:00.000Z'), saturday, 'sv'),
    'i morgon 13:00 (23 tim kvar)',
  )
  t.equal(sayDay(at('2026-10-25T23:30:00.000Z'), at('2026-10-24T12:00:00.000Z'), 'sv'), 'mån')
})

t.test('a span is rounded down', async (t) => {
  t.equal(saySpan(59_999, 'sv'), 'mindre än 1 min')
  t.equal(saySpan(119_999, 'sv'), '1 min')
  t.equal(saySpan(47 * 3_600_000, 'sv'), '1 dag')
})

t.test('a deadline is near within two hours', async (t) => {
  t.equal(nearnessOf(NOW + 7_200_001, NOW), 'far')
  t.equal(nearnessOf(NOW + 7_200_000, NOW), 'near')
  t.equal(nearnessOf(NOW - 1, NOW), 'past')
})

t.test('in a list a deadline says only how long', async (t) => {
  t.equal(sayDeadline(NOW + 540_000, NOW, 'sv', { isInList: true }), 'i dag 14:11 (9 min)')
  t.equal(sayDeadline(NOW - 540_000, NOW, 'sv', { isInList: true }), 'i dag 13:53 (9 min för sent)')
})

import fc from 'fast-check'
import t from 'tap'
import { swedishDay } from '../../src/policy/swedish-day.ts'

const days: Record<string, [time: string, day: string]> = {
  'the evening before a winter midnight': ['2026-01-14T22:59:59.999Z', '2026-01-14'],
  'a winter midnight': ['2026-01-14T23:00:00.000Z', '2026-01-15'],
  'the evening before a summer midnight': ['2025-06-30T21:59:59.999Z', '2025-06-30'],
  'a summer midnight': ['2025-06-30T22:00:00.000Z', '2025-07-01'],
  'the last moment of winter time': ['2025-03-30T00:59:59.999Z', '2025-03-30'],
  'new year': ['2025-12-31T23:00:00.000Z', '2026-01-01'],
}
for (const [what, [time, day]] of Object.entries(days))
  t.test(`${what} falls on ${day}`, async (t) => {
    t.equal(swedishDay(time), day)
  })

t.test('agrees with the time-zone database for every moment since 2013', async () => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' })
  const moments = fc.date({
    min: new Date('2013-01-01'),
    max: new Date('2035-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(moments, (at) => swedishDay(at.toISOString()) === format.format(at)),
    { numRuns: 2000 },
  )
})

t.test('refuses what is not a time', async (t) => {
  t.throws(() => swedishDay('2026-01-15'), { code: 'time-invalid' })
})

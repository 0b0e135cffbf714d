import fc from 'fast-check'
import t from 'tap'
import { encodeTime, parseTime } from '../../src/protocol/time.ts'

t.test('writes milliseconds in UTC', async (t) => {
  t.equal(encodeTime(Date.UTC(2026, 2, 2, 9, 40)), '2026-03-02T09:40:00.000Z')
})

t.test('parse inverts encode', async () => {
  const first = Date.parse('0000-01-01T00:00:00.000Z')
  const last = Date.UTC(9999, 11, 31)
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (ms) => parseTime(encodeTime(ms)) === ms),
  )
})

t.test('refuses to write what has no four-digit year', async (t) => {
  t.throws(() => encodeTime(Number.NaN), TypeError)
  t.throws(() => encodeTime(Date.UTC(10_000, 0, 1)), TypeError)
})

t.test('reads what Date reads and writes back the same, and nothing else', async () => {
  const digits = (length: number) =>
    fc.nat(10 ** length - 1).map((number) => String(number).padStart(length, '0'))
  const small = fc.nat(64).map((number) => String(number).padStart(2, '0'))
  const texts = fc
    .tuple(digits(4), small, small, small, small, small, digits(3))
    .map(([y, mo, d, h, mi, s, ms]) => `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`)
  fc.assert(
    fc.property(texts, (text) => {
      const date = new Date(text)
      const isTime = !Number.isNaN(date.getTime()) && date.toISOString() === text
      return isTime ? parseTime(text) === date.getTime() : throws(text)
    }),
    { numRuns: 5000 },
  )
})

t.test('knows the days of every month', async (t) => {
  for (const year of ['1900', '2000', '2023', '2024'])
    for (let month = 1; month <= 12; month++)
      for (let day = 27; day <= 32; day++) {
        const text = `${year}-${String(month).padStart(2, '0')}-${day}T00:00:00.000Z`
        const date = new Date(text)
        const isTime = !Number.isNaN(date.getTime()) && date.toISOString() === text
        t.equal(throws(text), !isTime, text)
      }
})

function throws(text: string): boolean {
  try {
    parseTime(text)
    return false
  } catch {
    return true
  }
}

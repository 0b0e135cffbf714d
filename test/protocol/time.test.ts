import fc from 'fast-check'
import t from 'tap'
import { encodeTime, parseTime } from '../../src/protocol/time.ts'

t.test('writes milliseconds in UTC', async (t) => {
  t.equal(encodeTime(Date.UTC(2026, 2, 2, 9, 40)), '2026-03-02T09:40:00.000Z')
})

t.test('parse inverts encode', async () => {
  const first = Date.UTC(2000, 0, 1)
  const last = Date.UTC(9999, 11, 31)
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (ms) => parseTime(encodeTime(ms)) === ms),
  )
})

t.test('refuses to write what has no four-digit year', async (t) => {
  t.throws(() => encodeTime(Number.NaN), TypeError)
  t.throws(() => encodeTime(Date.UTC(10_000, 0, 1)), TypeError)
})

import fc from 'fast-check'
import t from 'tap'
import { newUuid, parseUuid } from '../../src/protocol/uuid.ts'

t.test('writes the example of RFC 9562', async (t) => {
  // RFC 9562 appendix A.6: 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
  const random = () => Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
  t.equal(newUuid(0x017f22e279b0, random), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

t.test('reads what it writes, at any time', async () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 48 - 1 }), (now) => {
      const uuid = newUuid(now)
      return parseUuid(uuid) === uuid
    }),
  )
})

t.test('sorts by time', async (t) => {
  t.ok(newUuid(1_000) < newUuid(1_001))
  t.ok(newUuid(0xffff) < newUuid(0x10000))
})

t.test('is another one each time', async (t) => {
  t.not(newUuid(0), newUuid(0))
})

import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { commitmentOf, newOpening } from '../../src/protocol/commitment.ts'

t.test('holds for one text under one opening', async () => {
  const opening = newOpening()
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      const same = a.length === b.length && a.every((byte, i) => byte === b[i])
      return (commitmentOf(a, opening) === commitmentOf(b, opening)) === same
    }),
  )
})

t.test('tells nothing without the opening: the same text, another commitment', async (t) => {
  const text = encodeUtf8('hög')
  t.not(commitmentOf(text, newOpening()), commitmentOf(text, newOpening()))
})

t.test('refuses an opening of another length as a mistake of the caller', async (t) => {
  t.throws(() => commitmentOf(encodeUtf8('x'), new Uint8Array(31)), TypeError)
})

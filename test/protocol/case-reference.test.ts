import t from 'tap'
import { newCaseReference, parseCaseReference } from '../../src/protocol/case-reference.ts'

t.test('writes eight symbols in two groups', async (t) => {
  t.equal(
    newCaseReference(() => Uint8Array.of(0, 1, 2, 3, 28, 29, 30, 31)),
    '0123-WXYZ',
  )
})

t.test('reads whatever it draws', async (t) => {
  for (let start = 0; start < 256; start += 8) {
    const bytes = Uint8Array.from({ length: 8 }, (_, i) => start + i)
    t.equal(parseCaseReference(newCaseReference(() => bytes)).length, 9)
  }
})

t.test('is another one each time', async (t) => {
  t.not(newCaseReference(), newCaseReference())
})

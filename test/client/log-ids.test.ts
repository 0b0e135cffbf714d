import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { LogIds } from '../../src/client/log-ids.ts'
import { newUuid } from '../../src/protocol/uuid.ts'

t.test('tells a new id from one that it has, as a set does', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => newUuid(1_790_000_000_000 + (i % 3)))
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ids), { maxLength: 200 }), (added) => {
      const [own, set] = [new LogIds(), new Set<string>()]
      return added.every((id) => {
        const isNew = !set.has(id)
        set.add(id)
        return own.add(id) === isNew
      })
    }),
  )
})

t.test('keeps a hundred thousand of the same millisecond apart', async (t) => {
  const ids = new LogIds()
  const all = Array.from({ length: 100_000 }, () => newUuid(1_790_000_000_000, randomBytes))
  t.ok(all.every((id) => ids.add(id)))
  t.notOk(all.some((id) => ids.add(id)))
})

t.test('ids that differ in one digit are two', async (t) => {
  const id = '01923456-789a-7bcd-8ef0-123456789abc'
  const ids = new LogIds()
  ids.add(id)
  // The first eight digits tell the time to a minute, and are not looked at.
  for (let i = 9; i < id.length; i++) {
    if (id[i] === '-' || i === 14 || i === 19) continue
    const other = `${id.slice(0, i)}${id[i] === '0' ? '1' : '0'}${id.slice(i + 1)}`
    t.ok(ids.add(other), other)
  }
})

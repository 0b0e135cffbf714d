/** What two tabs of a browser have kept of the same log. */
import t from 'tap'
import { mergeKept } from '../../src/client/merge-kept.ts'
import { NOTHING_KEPT } from '../../src/client/kept.ts'
import type { Unwitnessed } from '../../src/client/witnessed.ts'

const keptWith = (unwitnessed?: Unwitnessed) => ({
  ...NOTHING_KEPT,
  ...(unwitnessed !== undefined && { unwitnessed }),
})

t.test('what waits for the witnesses is not forgotten when two tabs have kept', async (t) => {
  const mark = { year: 2026, size: 7, since: 1 }
  const merged = (one?: Unwitnessed, other?: Unwitnessed) =>
    mergeKept(keptWith(one), keptWith(other)).unwitnessed
  t.equal(merged(), undefined)
  t.same(merged(mark), mark, 'the other has none')
  t.same(merged(undefined, mark), mark, 'this one has none')
  t.same(merged({ year: 2026, size: 6, since: 9 }, mark), mark, 'the other has more')
  t.same(merged(mark, { year: 2026, size: 6, since: 9 }), mark, 'this one has more')
  const next = { year: 2027, size: 1, since: 2 }
  t.same(merged(mark, next), next, 'of a later year')
  t.same(merged({ ...mark, since: 3 }, mark), mark, 'of as much, the one that waits longer')
})

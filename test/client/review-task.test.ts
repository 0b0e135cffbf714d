/** POL-5 d: when the day of an assessment has passed, its author has a task. */
import t from 'tap'
import { encodeNote, parseNote } from '../../src/client/case-note.ts'
import { lastDayOf, listReviews } from '../../src/client/review-task.ts'
import type { TaskNote } from '../../src/client/review-task.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'

const review = (id: string, about: string, on: string, savedAt: string): TaskNote => ({
  kind: 'review',
  on,
  id,
  about,
  savedAt,
  member: 'm',
  case: 'AAAA-AAAA',
})
const MARCH = '2026-03-01T08:00:00.000Z'
const APRIL = '2026-04-01T08:00:00.000Z'

t.test(
  'what has passed is listed, the longest past first, and nothing before its day is over',
  async (t) => {
    const notes = [
      review('1', 'a', '2026-03-10', MARCH),
      review('2', 'b', '2026-03-05', MARCH),
      review('3', 'c', '2026-03-12', MARCH),
    ]
    const listed = listReviews(notes, '2026-03-12').map(({ about, on }) => [about, on])
    t.same(listed, [
      ['b', '2026-03-05'],
      ['a', '2026-03-10'],
    ])
  },
)

t.test('of one message the newest day counts, and what is done is gone', async (t) => {
  const later = review('2', 'a', '2026-04-30', APRIL)
  const notes = [later, review('1', 'a', '2026-03-10', MARCH)]
  t.same(listReviews(notes, '2026-04-15'), [])
  const done: TaskNote = {
    kind: 'done',
    step: '2',
    id: '3',
    about: 'a',
    savedAt: APRIL,
    member: 'm',
    case: 'AAAA-AAAA',
  }
  t.equal(listReviews(notes, '2026-05-02').length, 1)
  t.same(listReviews([...notes, done], '2026-05-02'), [])
})

t.test('the day is that of the document, and a note of anything else does not open', async (t) => {
  t.equal(lastDayOf({ assessment: { validUntil: '2026-03-09' } }), '2026-03-09')
  t.equal(lastDayOf({ assessment: {} }), undefined)
  t.same(parseNote(encodeNote({ kind: 'review', on: '2026-03-09' })), {
    kind: 'review',
    on: '2026-03-09',
  })
  t.throws(() => parseNote(encodeUtf8('{"v":1,"kind":"review","on":"soon"}')), {
    code: 'note-unreadable',
  })
})

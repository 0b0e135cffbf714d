/** What a compliance officer sees first: how much waits, the queue page by page, denied attempts and past samples. */
import t from 'tap'
import { queueOf } from '../../src/protocol/review.ts'
import { seedCommitment } from '../../src/protocol/review-draw.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Sample } from '../../src/protocol/statements/sample.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import type { SeenQueue, SeenRow } from '../fixtures/review.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { get, act } = requestsOf(world)
const { sendPlace, open, decide, queue } = reviewsOf(world)
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
for (let i = 0; i < 5; i++) {
  world.now += 1000
  await open(await sendPlace())
}
const lookUp = (id: string, name: string) => get(`/v1/disclosures/${id}`, board, name)
const wanted = newUuid(world.now)
const begun = world.writer.size - 1
await lookUp(wanted, 'disa')
await lookUp(wanted, 'disa')
await lookUp(newUuid(world.now), 'disa')
await lookUp(wanted, 'harald')

interface Page extends SeenQueue {
  readonly total: number
  readonly next: string | null
}

async function readPage(query: string): Promise<Page> {
  const answer = await get(`/v1/reviews/queue?${query}`, board, 'harald')
  t.equal(answer.statusCode, 200, answer.body)
  return answer.json<Page>()
}

const ids = (rows: readonly SeenRow[]) => rows.map(({ record }) => record)

t.test('the numbers say what waits', async (t) => {
  const answer = await get('/v1/reviews/numbers', board, 'harald')
  const { rows } = await queue(board, 'harald')
  const { queues, ...rest } = answer.json()
  t.same(queues, {
    always: rows.filter(({ reasons }) => queueOf(reasons) === 'always').length,
    relations: 0,
    sample: 0,
    denied: 1,
  })
  t.ok(queues.always >= 5)
  t.same(rest, {
    overdue: 0,
    unreviewable: 0,
    undrawn: 0,
    sample: { month: '2026-02', isDrawn: false },
    denials: 3,
    inquiries: { toApprove: 0, approved: 0 },
    alarms: 0,
  })
})

t.test(
  'a queue is read page by page, and no row is lost when one before it is decided',
  async (t) => {
    const all = await readPage('queue=always')
    t.equal(all.total, all.rows.length)
    t.equal(all.next, null)
    const first = await readPage('queue=always&limit=2')
    t.same([first.rows.length, first.total], [2, all.total])
    await decide(board, 'harald', first.rows[0]!, 'ok')
    const rest = await readPage(`queue=always&cursor=${encodeURIComponent(first.next!)}`)
    t.same(ids([...first.rows, ...rest.rows]), ids(all.rows))
    const denied = await readPage('queue=denied')
    t.same(
      denied.rows.map(({ reasons }) => reasons),
      [['repeated-denials']],
    )
  },
)

t.test('denied attempts are counted by day and by member, without the officers’ own', async (t) => {
  const answer = await get('/v1/reviews/denials', board, 'harald')
  const { month, total, days, members, rows } = answer.json()
  t.same([month, total, days], ['2026-03', 3, [{ day: '2026-03-02', denials: 3 }]])
  t.match(members, [{ denials: 3, things: 2, record: rows[0].record }])
  t.equal(members.length, 1)
  t.match(rows[2], { event: 'look-up.denied', disclosure: wanted, code: 'not-found' })
  t.ok(rows.every(({ actor }: { readonly actor: string }) => actor.startsWith('p1:')))
  const before = await get('/v1/reviews/denials?month=2026-02', board, 'harald')
  t.match(before.json(), { total: 0, days: [], members: [], rows: [] })
  const later = await get('/v1/reviews/denials?month=2026-04', board, 'harald')
  t.match(later.json(), { code: 'request-invalid' })
})

t.test('past samples are listed with what was signed, and nobody else’s', async (t) => {
  const payload: Sample = {
    v: 1,
    ...actorFields(board, 'ekonomi', board.member('harald')),
    what: 'announce',
    from: '2026-01-31T23:00:00.000Z',
    until: '2026-02-28T23:00:00.000Z',
    commitment: seedCommitment(new Uint8Array(32)),
    at: encodeTime(world.now),
  }
  const text = signStatement('sample', payload, board.member('harald').key)
  t.equal((await act('/v1/reviews/samples', text, board, 'harald')).statusCode, 201)
  const own = await get('/v1/reviews/samples', board, 'harald')
  t.same(own.json(), { samples: [{ month: '2026-02', announcement: text, draw: null }] })
  const numbers = await get('/v1/reviews/numbers', board, 'harald')
  t.match(numbers.json(), { sample: { isDrawn: false } }, 'announced is not drawn')
  const others = await get('/v1/reviews/samples', police, 'kim')
  t.same(others.json(), { samples: [] })
})

t.test('all of it is for an officer alone', async (t) => {
  for (const path of ['numbers', 'denials', 'samples'])
    t.match((await get(`/v1/reviews/${path}`, board, 'disa')).json(), { code: 'role-missing' })
})

t.test('each list is recorded; the numbers, which are of nobody, are not', async (t) => {
  const events = (await recordsAfter(world, begun)).map(({ ev }) => ev)
  t.equal(events.filter((ev) => ev === 'review.denials-listed').length, 2)
  t.equal(events.filter((ev) => ev === 'review.samples-listed').length, 2)
  t.notOk(events.some((ev) => ev.includes('number')))
})

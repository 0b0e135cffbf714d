/** An officer's queue of what matters, what he comes to, and whose acts are whose to review. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000
const world = await publishedWorld(t)
const { police, board } = world
const { get } = requestsOf(world)
const { sendPlace, open, queue, decide } = reviewsOf(world)
await admit(world, board, {
  harald: { ekonomi: ['compliance'] },
  hanna: { ekonomi: ['compliance'], 'vinr-mottagning': ['reader'] },
})
const first = await sendPlace()
await get(`/v1/inbox?function=${board.function('vinr-mottagning').id}`, board, 'disa')

t.test(
  'all openings with the place where somebody is are in the queue, without content',
  async (t) => {
    await open(first)
    const { rows } = await queue(board, 'harald', 'location')
    t.match(rows, [
      {
        of: board.agency,
        event: 'disclosure.opened',
        case: first.head.case,
        categories: ['location', 'plan'],
        reasons: ['location'],
        state: 'new',
        dueBy: '2026-03-09T09:40:00.000Z',
        isOverdue: false,
      },
    ])
    t.equal(rows.length, 1)
    const text = JSON.stringify(rows)
    for (const word of ['Tuvalisa', 'Fiktivgatan', 'Påhittad', board.member('disa').member])
      t.notOk(text.includes(word), word)
    t.match(await queue(board, 'harald', 'override'), { rows: [] })
  },
)

t.test('who acted is shown to the officer of that agency, and a record says so', async (t) => {
  const [row] = (await queue(board, 'harald')).rows
  const index = world.writer.size - 1
  const answer = await get(`/v1/reviews/records/${row!.of}/${row!.record}`, board, 'harald')
  t.match(answer.json(), { member: board.member('disa').member, reviews: [], body: { v: 1 } })
  t.match(await recordsAfter(world, index), [{ ev: 'review.record-shown', code: 'member' }])
  const denied = await get(`/v1/reviews/records/${row!.of}/${row!.record}`, police, 'kim')
  t.match(denied.json(), { code: 'not-found' })
})

t.test('only officers see a queue, and each only that of their agency', async (t) => {
  t.match((await get('/v1/reviews/queue', board, 'disa')).json(), { code: 'role-missing' })
  const { rows } = await queue(police, 'kim')
  t.notOk(rows.some(({ of }) => of === board.agency))
})

t.test('a verdict is recorded, and the record is gone from the queue', async (t) => {
  const [row] = (await queue(board, 'harald')).rows
  const index = world.writer.size - 1
  const asked = await decide(board, 'harald', row!, 'ask')
  t.equal(asked.statusCode, 201, asked.body)
  t.match(await recordsAfter(world, index), [{ ev: 'review.decided', code: 'ask' }])
  t.match((await queue(board, 'harald')).rows, [{ record: row!.record, state: 'asked' }])
  t.equal((await decide(board, 'harald', row!, 'ok')).statusCode, 201)
  t.same((await queue(board, 'harald')).rows, [])
  world.now += 1
  const again = await decide(board, 'harald', row!, 'ask')
  t.match(again.json(), { status: 409, code: 'already-decided' })
  const incident = await decide(board, 'harald', row!, 'incident')
  t.equal(incident.statusCode, 201, 'what was explained may turn out to be an incident')
  const { reviews } = (
    await get(`/v1/reviews/records/${row!.of}/${row!.record}`, board, 'harald')
  ).json<{ reviews: readonly string[] }>()
  t.equal(reviews.length, 3)
})

t.test(
  'an officer’s own openings go to the other agency’s officer, who does not see the case',
  async (t) => {
    const sent = await sendPlace()
    await open(sent, 'hanna')
    t.same((await queue(board, 'hanna')).rows, [], 'not her own')
    t.match(await queue(board, 'harald'), { rows: [], unreviewable: 0 }, 'nor a colleague’s')
    const { rows } = await queue(police, 'kim', 'location')
    t.match(rows, [{ of: board.agency, case: null, reasons: ['officer-opening', 'location'] }])
    t.equal(rows.length, 1)
    const [row] = rows
    const shown = await get(`/v1/reviews/records/${row!.of}/${row!.record}`, police, 'kim')
    t.match(shown.json(), { member: null })
    t.same(Object.keys(shown.json<{ body: object }>().body).sort(), [
      'actor',
      'categories',
      'ev',
      'function',
      'purpose',
      'ts',
    ])
    t.match((await decide(board, 'harald', row!, 'ok')).json(), { code: 'not-found' })
    const decided = await decide(police, 'kim', row!, 'ok')
    t.equal(decided.statusCode, 201, decided.body)
    t.same((await queue(police, 'kim', 'location')).rows, [])
  },
)

t.test('what is not reviewed in time is seen to be overdue', async (t) => {
  await open(await sendPlace())
  t.match((await queue(board, 'harald')).rows, [{ isOverdue: false }])
  world.now += 7 * DAY + 1
  // A roster is good for three days.
  await world.publish(board.nextRoster(world.now))
  t.match((await queue(board, 'harald')).rows, [{ isOverdue: true }])
})

t.test(
  'what no rule has put into the queue is shown to nobody, and cannot be decided',
  async (t) => {
    const [looked] = await world.database.ownerDb<{ id: string }[]>`
    select e.id
      from log.entry e
      join content.record c on c.index = e.index
     where c.agency = ${board.agency}
       and position(convert_to('"ev":"inbox.listed"', 'UTF8') in c.body) > 0
  `
    const row = { of: board.agency, record: looked!.id, reasons: [] }
    const shown = await get(`/v1/reviews/records/${row.of}/${row.record}`, board, 'harald')
    t.match(shown.json(), { code: 'not-found' })
    t.match((await decide(board, 'harald', row, 'ok')).json(), { code: 'not-found' })
  },
)

t.test('what nobody has decided stays in the queue for as long as it is kept', async (t) => {
  world.now += 200 * DAY
  await world.publish(board.nextRoster(world.now))
  t.match((await queue(board, 'harald')).rows, [{ state: 'new', isOverdue: true }])
})

t.test('a verdict or a declaration that only the database knows of changes nothing', async (t) => {
  const [row] = (await queue(board, 'harald')).rows
  const { ownerDb } = world.database
  // A signed verdict, on another record, is said to be on this one.
  await ownerDb`alter table facts.review disable trigger insert_only`
  await ownerDb`update facts.review set record = ${row!.record}`
  t.match((await queue(board, 'harald')).rows, [{ record: row!.record, state: 'new' }])
  await ownerDb`
    insert into facts.review (digest, agency, member, of_agency, record, verdict, at, recorded)
    values (${'A'.repeat(43)}, ${board.agency}, ${board.member('harald').member}, ${board.agency}, ${row!.record}, 'ok',
      now(), 1)
  `
  t.match((await queue(board, 'harald')).rows, [{ record: row!.record, state: 'new' }])
})

t.test('no queue is shown while a record is gone that nobody erased', async (t) => {
  const { ownerDb } = world.database
  await ownerDb`alter table content.record disable trigger insert_only`
  await ownerDb`
    delete from content.record where index = (select max(index) from content.record where agency = ${board.agency})
  `
  t.match((await get('/v1/reviews/queue', board, 'harald')).json(), { code: 'record-missing' })
  const reference = first.head.case
  t.match((await get(`/v1/reviews/cases/${reference}`, board, 'harald')).json(), {
    code: 'record-missing',
  })
})

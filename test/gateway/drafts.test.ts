/** Drafts: sealed bytes for their writer alone, a week at most. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import { newUuid } from '../../src/protocol/uuid.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer, database } = world
const { get } = requestsOf(world)
const DAY = 86_400_000

const headers = async (name = 'anna', agency = police) => ({
  authorization: await world.token(agency, name),
})
async function save(
  id: string,
  sequence: number | string,
  bytes: Buffer,
  name = 'anna',
  agency = police,
) {
  return app.inject({
    method: 'PUT',
    url: `/v1/drafts/${id}?sequence=${sequence}`,
    headers: { ...(await headers(name, agency)), 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
}
const discard = async (id: string, name = 'anna') =>
  app.inject({ method: 'DELETE', url: `/v1/drafts/${id}`, headers: await headers(name) })
const load = (id: string, name = 'anna', agency = police) => get(`/v1/drafts/${id}`, agency, name)
const list = async (name = 'anna', agency = police) =>
  (await get('/v1/drafts', agency, name)).json().items
const aDraft = () => [newUuid(world.now), randomBytes(1200)] as const

t.test('a draft comes back as it was sealed, and nobody else finds it', async (t) => {
  const [id, bytes] = aDraft()
  t.equal((await save(id, 1, bytes)).statusCode, 204)
  t.same((await load(id)).rawPayload, bytes)
  t.same(await list(), [{ id, sequence: 1, savedAt: encodeTime(world.now), size: 1200 }])
  for (const [name, agency] of [
    ['bert', police],
    ['disa', board],
  ] as const) {
    t.match((await load(id, name, agency)).json(), { status: 404, code: 'not-found' })
    t.same(await list(name, agency), [])
  }
  t.equal((await save(id, 1, randomBytes(9), 'bert')).statusCode, 204, 'an id of his own')
  t.same((await load(id)).rawPayload, bytes)
})

t.test('of two tabs the second is told, and what the first saved stays', async (t) => {
  const [id, bytes] = aDraft()
  const [one, two] = [randomBytes(900), randomBytes(900)]
  await save(id, 1, bytes)
  t.equal((await save(id, 2, one)).statusCode, 204)
  t.match((await save(id, 2, two)).json(), {
    status: 409,
    code: 'draft-changed',
    sv: { title: 'Utkastet har ändrats i en annan flik' },
  })
  t.match((await save(id, 1, two)).json(), { code: 'draft-changed' })
  t.match((await save(id, 4, two)).json(), { code: 'draft-changed' })
  t.same((await load(id)).rawPayload, one)
})

t.test('two tabs that save at once never both succeed', async (t) => {
  const [id, bytes] = aDraft()
  await save(id, 1, bytes)
  const answers = await Promise.all(Array.from({ length: 8 }, () => save(id, 2, randomBytes(300))))
  t.equal(answers.filter(({ statusCode }) => statusCode === 204).length, 1)
  t.same(
    answers.filter(({ statusCode }) => statusCode !== 204).map((it) => it.json().code),
    Array.from({ length: 7 }, () => 'draft-changed'),
  )
})

t.test('the same save again is no conflict: the answer may have been lost', async (t) => {
  const [id, bytes] = aDraft()
  const next = randomBytes(900)
  await save(id, 1, bytes)
  t.equal((await save(id, 1, bytes)).statusCode, 204)
  await save(id, 2, next)
  t.equal((await save(id, 2, next)).statusCode, 204)
  t.same((await load(id)).rawPayload, next)
})

t.test('a draft that was discarded does not come back by itself', async (t) => {
  const [id, bytes] = aDraft()
  await save(id, 1, bytes)
  const before = writer.size - 1
  t.equal((await discard(id)).statusCode, 204)
  t.match((await save(id, 2, bytes)).json(), { status: 409, code: 'draft-gone' })
  t.equal((await load(id)).statusCode, 404)
  t.equal((await discard(id)).statusCode, 204, 'and may be discarded again')
  const records = await recordsAfter(world, before)
  t.match(
    records.map(({ ev, counts }) => [ev, counts]),
    [
      ['drafts.deleted', { drafts: 1 }],
      ['request.refused', undefined],
      ['look-up.denied', undefined],
    ],
    'that one was deleted is recorded once, and which is not',
  )
  t.notMatch(JSON.stringify(records[0]), id)
})

t.test('saving and reading drafts is not recorded', async (t) => {
  const [id, bytes] = aDraft()
  const before = writer.size - 1
  await save(id, 1, bytes)
  await load(id)
  await list()
  t.same(await recordsAfter(world, before), [])
})

t.test('a draft that is too large, empty, of another form or out of turn is refused', async (t) => {
  const [id, bytes] = aDraft()
  t.match((await save(id, 1, Buffer.alloc(256 * 1024 + 1))).json(), { code: 'body-too-large' })
  t.match((await save(id, 1, Buffer.alloc(0))).json(), { code: 'request-invalid' })
  for (const sequence of ['0', '-1', '1.5', '1e3', 'x', '99999999'])
    t.match((await save(id, sequence, bytes)).json(), { code: 'request-invalid' }, sequence)
  t.match((await save('x', 1, bytes)).json(), { code: 'request-invalid' })
  const json = { ...(await headers()), 'content-type': 'application/json' }
  const url = `/v1/drafts/${id}?sequence=1`
  const answer = await app.inject({ method: 'PUT', url, headers: json, payload: '{"a":1}' })
  t.match(answer.json(), { code: 'request-invalid' })
  t.equal((await save(id, 1, Buffer.alloc(256 * 1024, 1))).statusCode, 204, 'the largest is taken')
})

t.test('a member has fifty drafts at most', async (t) => {
  const saved = []
  for (let i = 0; i < 51; i++) saved.push(await save(newUuid(world.now), 1, randomBytes(9), 'chef'))
  t.equal(saved.filter(({ statusCode }) => statusCode === 204).length, 50)
  t.match(saved.at(-1)!.json(), { status: 409, code: 'drafts-full' })
})

t.test(
  'after a week a draft is not handed out, is deleted, and how many were is recorded',
  async (t) => {
    const [id, bytes] = aDraft()
    const [kept] = aDraft()
    await save(id, 1, bytes)
    world.now += 7 * DAY - 1000
    await save(kept, 1, bytes)
    t.equal((await load(id)).statusCode, 200)
    world.now += 1000
    t.equal((await load(id)).statusCode, 404, 'before it is deleted')
    const before = writer.size - 1
    const [{ old }] = await database.ownerDb<[{ old: number }]>`
    select count(*)::int as old from desk.draft where id <> ${kept}
  `
    await app.expireContent()
    t.match(await recordsAfter(world, before), [
      { ev: 'drafts.deleted', agency: null, actor: null, counts: { drafts: old } },
    ])
    t.same(await database.ownerDb`select id from desk.draft`, [{ id: kept }])
    await app.expireContent()
    t.equal((await recordsAfter(world, before)).length, 1, 'and nothing when there was none')
  },
)

t.test('a gateway whose clock is ahead deletes nothing that is not due', async (t) => {
  await database.ownerDb`delete from sluss.simulated_time`
  const [id, bytes] = aDraft()
  await database.ownerDb`
    insert into desk.draft (agency, member, id, sequence, saved_at, bytes)
    values ('x', ${newUuid(1)}, ${id}, 1, now(), ${bytes})
  `
  await database.db`select desk.expire_drafts(now() + interval '10 years')`
  t.equal((await database.ownerDb`select from desk.draft where id = ${id}`).length, 1)
})

t.test(
  'the application cannot touch the drafts but through their functions, nor read as nobody',
  async (t) => {
    const { db } = database
    for (const sql of [
      'insert into desk.draft default values',
      'update desk.draft set sequence = 1',
      'delete from desk.draft',
      'truncate desk.draft',
      'set role sluss_desk',
    ])
      await t.rejects(db.unsafe(sql), { code: '42501' }, sql)
    t.same(await db`select * from desk.draft`, [])
  },
)

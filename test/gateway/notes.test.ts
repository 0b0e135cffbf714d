/** Notes: sealed bytes for the members of one function about a case that it takes part in, 90 days after the last one. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer, database } = world
const { get } = requestsOf(world)
const sent = await actsOf(world).sendOne()
const other = await actsOf(world).sendOne()
const RECEPTION = board.function('vinr-mottagning').id
const DAY = 86_400_000

interface Where {
  readonly of?: string
  readonly case?: string
}
const urlOf = (note: string, { of = RECEPTION, case: about = sent.head.case }: Where) =>
  `/v1/cases/${about}/notes${note}?function=${encodeURIComponent(of)}`

async function add(
  bytes: Buffer,
  name = 'disa',
  agency = board,
  where: Where & { id?: string } = {},
) {
  return app.inject({
    method: 'PUT',
    url: urlOf(`/${where.id ?? newUuid(world.now)}`, where),
    headers: {
      authorization: await world.token(agency, name),
      'content-type': 'application/octet-stream',
    },
    payload: bytes,
  })
}
const list = (name = 'disa', agency = board, where: Where = {}) =>
  get(urlOf('', where), agency, name)

t.test('a colleague of the function reads a note as it was sealed, and who sent it', async (t) => {
  const [id, bytes] = [newUuid(world.now), randomBytes(1065)]
  t.equal((await add(bytes, 'disa', board, { id })).statusCode, 204)
  t.same((await list('emil')).json().items, [
    {
      id,
      member: board.member('disa').member,
      savedAt: encodeTime(world.now),
      sealed: encodeBase64url(bytes),
    },
  ])
  t.same((await list('disa', board, { case: other.head.case })).json().items, [], 'of this case')
})

t.test(
  'no other function, no other agency and no stranger to the case reads or adds',
  async (t) => {
    const { code } = (await list('frida')).json()
    t.equal(code, 'not-in-function')
    t.equal((await add(randomBytes(9), 'frida')).json().code, 'not-in-function')
    t.equal((await list('anna', police)).json().code, 'not-in-function')
    const economy = board.function('ekonomi').id
    t.equal((await list('frida', board, { of: economy })).json().code, 'not-found')
    t.equal((await add(randomBytes(9), 'frida', board, { of: economy })).json().code, 'not-found')
    t.equal((await list('disa', board, { case: 'AAAA-AAAA' })).json().code, 'not-found')
    const own = police.function('utredning').id
    t.same((await list('anna', police, { of: own })).json().items, [], 'the sender has its own')
  },
)

t.test('a note is kept once, and never changed', async (t) => {
  const [id, bytes] = [newUuid(world.now), randomBytes(900)]
  t.equal((await add(bytes, 'disa', board, { id })).statusCode, 204)
  t.equal((await add(bytes, 'disa', board, { id })).statusCode, 204, 'the answer was lost')
  t.equal((await add(randomBytes(900), 'disa', board, { id })).json().code, 'request-invalid')
  t.equal((await add(bytes, 'emil', board, { id })).json().code, 'request-invalid')
  const kept = (await list()).json().items.filter((note: { id: string }) => note.id === id)
  t.same(
    kept.map((note: { sealed: string }) => note.sealed),
    [encodeBase64url(bytes)],
  )
})

t.test('that the case was looked up is recorded; a note itself is not', async (t) => {
  const before = writer.size - 1
  await add(randomBytes(9))
  await list()
  t.match(await recordsAfter(world, before), [{ ev: 'case.looked-up', case: sent.head.case }])
  t.equal((await recordsAfter(world, before)).length, 1)
})

t.test('a note that is too large, empty or of another form is refused', async (t) => {
  t.equal((await add(Buffer.alloc(8 * 1024 + 1))).json().code, 'body-too-large')
  t.equal((await add(Buffer.alloc(0))).json().code, 'request-invalid')
  t.equal((await add(randomBytes(9), 'disa', board, { id: 'x' })).json().code, 'request-invalid')
  t.equal((await add(Buffer.alloc(8 * 1024, 1))).statusCode, 204, 'the largest is taken')
})

t.test('a note about an own message is a task until something is sent in its place', async (t) => {
  const { sendOne, withdraw } = actsOf(world)
  const UTREDNING = police.function('utredning').id
  const [first, second] = [await sendOne(), await sendOne()]
  const tasks = async (name = 'anna', agency = police, of = UTREDNING) =>
    get(`/v1/tasks?function=${encodeURIComponent(of)}`, agency, name)
  const note = async (one: typeof first, about: string, name = 'anna', agency = police) =>
    app.inject({
      method: 'PUT',
      url: `${urlOf(`/${newUuid(world.now)}`, {
        of: agency === police ? UTREDNING : RECEPTION,
        case: one.head.case,
      })}&about=${about}`,
      headers: {
        authorization: await world.token(agency, name),
        'content-type': 'application/octet-stream',
      },
      payload: randomBytes(1065),
    })
  for (const one of [first, second]) {
    t.equal((await note(one, one.head.id)).statusCode, 204)
    world.now += 1
  }
  const foreign = [
    await note(first, second.head.id),
    await note(first, first.head.id, 'disa', board),
    await note(first, newUuid(world.now)),
  ]
  for (const refused of foreign) t.equal(refused.json().code, 'request-invalid')
  const before = writer.size - 1
  t.match((await tasks()).json().items, [
    { about: second.head.id, case: second.head.case },
    { about: first.head.id, case: first.head.case },
  ])
  t.match(await recordsAfter(world, before), [
    { ev: 'inbox.listed', code: 'tasks', counts: { items: 2 } },
  ])
  t.equal((await tasks('bert')).json().items.length, 2, 'of the function')
  t.equal((await tasks('tora')).json().code, 'not-in-function')
  t.equal((await tasks('emil', board, RECEPTION)).json().code, 'not-in-function', 'for authors')
  await withdraw(first)
  await sendOne({ head: { case: second.head.case, supersedes: second.head.id } })
  t.same((await tasks()).json().items, [])
})

t.test('a function has two hundred notes about a case at most', async (t) => {
  const about = { case: other.head.case }
  const saved = []
  for (let i = 0; i < 201; i++) saved.push(await add(randomBytes(9), 'disa', board, about))
  t.equal(saved.filter(({ statusCode }) => statusCode === 204).length, 200)
  t.match(saved.at(-1)!.json(), { status: 409, code: 'notes-full' })
})

t.test(
  '90 days after the last of them all are deleted, and how many were is recorded',
  async (t) => {
    world.now += 60 * DAY
    // The lists of that day, and a note that keeps those before it.
    for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now - 60_000))
    t.equal((await add(randomBytes(9))).statusCode, 204)
    const kept = (await list()).json().items.length
    world.now += 40 * DAY
    const before = writer.size - 1
    await app.expireContent()
    const records = await recordsAfter(world, before)
    t.match(
      records.filter(({ ev }) => ev === 'notes.deleted'),
      [{ agency: null, actor: null, counts: { notes: 202 } }],
    )
    const left = await database.ownerDb`select case_ref from desk.note`
    t.equal(left.length, kept)
    t.ok(left.every((row) => row['case_ref'] === sent.head.case))
  },
)

t.test('the application cannot touch the notes but through their functions', async (t) => {
  const { db } = database
  for (const sql of [
    'insert into desk.note default values',
    'update desk.note set bytes = bytes',
    'delete from desk.note',
    'truncate desk.note',
  ])
    await t.rejects(db.unsafe(sql), { code: '42501' }, sql)
  t.same(await db`select * from desk.note`, [])
})

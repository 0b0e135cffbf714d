import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, database } = world
const { send } = requestsOf(world)
for (let i = 0; i < 3; i++) await send(compose(world).bytes)

/** What somebody does who owns the database. */
async function asOwner(sql: string): Promise<void> {
  await database.ownerDb.unsafe(`
    alter table content.record disable trigger all;
    ${sql};
    alter table content.record enable always trigger insert_only;
  `)
}

async function positionsOf(event: string): Promise<number[]> {
  const rows = await database.ownerDb<{ index: string; body: Uint8Array }[]>`
    select index, body from content.record order by index
  `
  return rows.flatMap(({ index, body }) =>
    String(Buffer.from(body)).includes(`"ev":"${event}"`) ? [Number(index)] : [],
  )
}

t.test('while nothing is missing nobody is alarmed', async (t) => {
  t.same(await app.checkRecords(), [])
  t.notMatch(world.log(), 'record-missing')
})

/** Runs one after the other as an owner of the database, and tells what is missed in between. */
async function missedBetween(change: string, undo: string) {
  await asOwner(change)
  const missed = await app.checkRecords()
  await asOwner(undo)
  t.same(await app.checkRecords(), [], 'and nothing is, once it is undone')
  return missed
}

t.test('a record that is given to another agency is missed', async (t) => {
  const [first] = await positionsOf('disclosure.released')
  const give = (to: string) => `update content.record set agency = '${to}' where index = ${first}`
  t.same(await missedBetween(give('nagon-annan'), give(world.police.agency)), [
    { position: first, what: 'body' },
  ])
})

t.test('a body that was altered is missed, also when it was refiled as it says', async (t) => {
  const [first] = await positionsOf('disclosure.released')
  const { agency } = world.police
  const other = `${agency.slice(0, -1)}x`
  const turn = (from: string, to: string) => `
    update content.record set agency = '${to}',
      body = convert_to(replace(convert_from(body, 'UTF8'), '"agency":"${from}"', '"agency":"${to}"'), 'UTF8')
     where index = ${first}`
  t.same(await missedBetween(turn(agency, other), turn(other, agency)), [
    { position: first, what: 'body' },
  ])
})

t.test(
  'a row that says something was erased excuses nothing that the log does not say',
  async (t) => {
    const [first] = await positionsOf('disclosure.released')
    await asOwner(`
    alter table facts.erasure disable trigger all;
    insert into facts.erasure (recorded, what, first, past, at) values (1, 'body', ${first}, ${first! + 1}, now());
    create table public.taken as select * from content.record where index = ${first};
    delete from content.record where index = ${first}
  `)
    t.same(await app.checkRecords(), [{ position: first, what: 'body' }])
    await asOwner(
      'delete from facts.erasure; insert into content.record select * from public.taken',
    )
    t.same(await app.checkRecords(), [])
  },
)

t.test(
  'a record that an owner of the database deletes is missed, and whoever runs the gateway is told',
  async (t) => {
    const [first, second] = await positionsOf('disclosure.released')
    await asOwner(`update content.record set detail = null where index = ${second}`)
    t.same(await app.checkRecords(), [{ position: second, what: 'detail' }])
    await asOwner(`delete from content.record where index = ${first}`)
    t.same(await app.checkRecords(), [
      { position: first, what: 'body' },
      { position: second, what: 'detail' },
    ])
    t.match(world.log(), /"code":"record-missing","count":2/)
  },
)

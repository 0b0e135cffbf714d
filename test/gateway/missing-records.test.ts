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
    alter table content.detail disable trigger all;
    ${sql};
    alter table content.record enable always trigger insert_only;
    alter table content.detail enable always trigger insert_only;
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

t.test(
  'a record that an owner of the database deletes is missed, and whoever runs the gateway is told',
  async (t) => {
    const [first, second] = await positionsOf('disclosure.released')
    await asOwner(`delete from content.detail where index = ${second}`)
    t.same(await app.checkRecords(), [{ position: second, what: 'detail' }])
    await asOwner(`delete from content.record where index = ${first}`)
    t.same(await app.checkRecords(), [
      { position: first, what: 'body' },
      { position: second, what: 'detail' },
    ])
    t.match(world.log(), /"code":"record-missing","count":2/)
  },
)

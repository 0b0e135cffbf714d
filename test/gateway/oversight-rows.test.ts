/** Row-level security over what oversight writes: counts and alarms are of two sides, exports and reports of one. */
import t from 'tap'
import type { Acting } from '../../src/client/acting.ts'
import { signExport } from '../../src/client/export/export-statement.ts'
import { signReconciliation } from '../../src/client/reconcile.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board } = world
const { send, act, get } = requestsOf(world)

const kim = police.member('kim')
const { function: id, ...who } = actorFields(police, 'beslut', kim)
const acting = {
  agency: police.agency,
  function: id,
  keys: { signing: kim.key },
  member: { payload: { member: who.member }, credential: who.credential },
} as unknown as Acting

await send(compose(world).bytes)
world.now += 9 * 3_600_000
await app.watchDeliveries()
for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
const counted = { with: board.agency, day: '2026-03-01', pairs: [] }
const files = new Map([['utdrag.csv', new Uint8Array(1)]])
const answers = [
  await act('/v1/reconciliations', signReconciliation(acting, counted, world.now), police, 'kim'),
  await act('/v1/exports', signExport(acting, 'extract', files, world.now), police, 'kim'),
  await get('/v1/reports/2025', police, 'kim'),
]

/** How many rows of a table an agency sees. */
async function seen(table: string, agency: string | null): Promise<number> {
  const connection = await world.deps.db.reserve()
  try {
    await connection`select set_config('sluss.agency', ${agency ?? ''}, false)`
    const [row] = await connection<{ count: number }[]>`
      select count(*)::int as count from ${connection(table)}
    `
    return row!.count
  } finally {
    await connection`select set_config('sluss.agency', '', false)`
    connection.release()
  }
}

t.test('everything was accepted', async (t) => {
  t.same(
    answers.map(({ statusCode }) => statusCode),
    [201, 201, 200],
  )
})

for (const table of ['facts.reconciliation', 'content.reconciliation', 'facts.delivery_alarm'])
  t.test(`${table}: both sides see it, a third and nobody do not`, async (t) => {
    t.equal(await seen(table, police.agency), 1)
    t.equal(await seen(table, board.agency), 1)
    t.equal(await seen(table, 'varden-sydlanda'), 0)
    t.equal(await seen(table, null), 0)
  })

for (const table of ['facts.export', 'content.export', 'facts.report', 'content.report'])
  t.test(`${table}: whose it is sees it, and nobody else`, async (t) => {
    t.equal(await seen(table, police.agency), 1)
    t.equal(await seen(table, board.agency), 0)
    t.equal(await seen(table, null), 0)
  })

t.test('none of it can be changed, by the application or its owner', async (t) => {
  for (const table of [
    'facts.reconciliation',
    'facts.delivery_alarm',
    'facts.export',
    'facts.report',
  ])
    for (const db of [world.deps.db, world.database.ownerDb])
      await t.rejects(db`delete from ${db(table)}`, { code: '42501' }, table)
})

/** The report of a period: made once, without small numbers, and then the same. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, get } = requestsOf(world)

for (let i = 0; i < 12; i++) await send(compose(world).bytes)
const denied = compose(world, { head: { grounds: [] } })
await send(denied.bytes)

interface Told {
  readonly rows: readonly { readonly name: string; readonly count: unknown }[]
}

const ask = (period: string, name = 'kim') => get(`/v1/reports/${period}`, police, name)
const rowOf = ({ rows }: Told, name: string) => rows.findLast((row) => row.name === name)?.count

/** Rosters are published daily, whatever else happens. */
async function moveTo(time: string): Promise<void> {
  world.now = Date.parse(time)
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
}

t.test('only of a period that is over, by the compliance officer', async (t) => {
  t.match((await ask('2026-H1')).json(), { status: 409, code: 'day-not-over' })
  t.match((await ask('2026-03')).json(), { code: 'request-invalid' })
  await moveTo('2026-06-30T22:00:00.000Z')
  t.match((await ask('2026-H1', 'anna')).json(), { code: 'role-missing' })
})

t.test('counts are rounded, small ones hidden, and nobody is named', async (t) => {
  const index = world.writer.size - 1
  const answer = await ask('2026-H1')
  t.equal(answer.statusCode, 200, answer.body)
  const { text } = answer.json<{ text: string }>()
  const report = JSON.parse(text) as Told
  t.equal(rowOf(report, 'disclosure'), 10, 'of twelve')
  t.equal(rowOf(report, 'disclosure.denied'), 'under-5')
  t.equal(rowOf(report, 'break-glass'), 'not-told')
  t.equal(rowOf(report, 'received'), 0)
  for (const { member } of police.members.values()) t.notOk(text.includes(member))
  t.notMatch(text, /p1:/)
  t.match(await recordsAfter(world, index), [{ ev: 'report.made' }])
})

t.test('asked again it is the same, whatever has happened since', async (t) => {
  const first = (await ask('2026-H1')).json()
  for (let i = 0; i < 10; i++) await send(compose(world).bytes)
  t.same((await ask('2026-H1')).json(), first)
  t.same(
    (await Promise.all([ask('2026-H1'), ask('2026-H1')])).map((one) => one.json()),
    [first, first],
  )
})

t.test('the other agency has a report of its own', async (t) => {
  const answer = await get('/v1/reports/2026-H1', board, 'disa')
  t.match(answer.json(), { code: 'role-missing' })
})

t.test('of a period from which somebody took a record there is no report', async (t) => {
  const { ownerDb } = world.database
  const [taken] = await ownerDb<
    { index: string; agency: string; body: Uint8Array; nonce: Uint8Array }[]
  >`
    select index, agency, body, nonce from content.record where agency = ${police.agency}
     order by index limit 1
  `
  await ownerDb`alter table content.record disable trigger insert_only`
  await ownerDb`delete from content.record where index = ${taken!.index}`
  const answer = await ask('2026')
  t.equal(answer.json().code, 'day-not-over')
  await moveTo('2026-12-31T23:00:00.000Z')
  t.match((await ask('2026')).json(), { status: 500, code: 'record-missing' })
  const altered = Buffer.from(taken!.body)
  altered[altered.indexOf('"ts"') + 6]!++
  const { index, agency, nonce } = taken!
  await ownerDb`
    insert into content.record (index, agency, body, nonce) values (${index}, ${agency}, ${altered}, ${nonce})
  `
  t.match((await ask('2026')).json(), { code: 'record-missing' }, 'nor with another in its place')
})

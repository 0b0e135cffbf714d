/** The report of a period: made once, without small numbers, and then the same. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { admit } from '../fixtures/review.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, get } = requestsOf(world)
const { sendOne, open, receipt } = actsOf(world)

await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const sent = []
for (let i = 0; i < 12; i++) sent.push(await sendOne())
for (const one of sent) await open(one)
for (const one of sent.slice(0, 6)) await receipt(one, 'taken-over')
world.now += 2 * 3_600_000
for (const one of sent.slice(6, 8)) await receipt(one, 'taken-over')
const denied = compose(world, { head: { grounds: [] } })
await send(denied.bytes)

interface Told {
  readonly rows: readonly {
    readonly name: string
    readonly count: unknown
    readonly parts?: unknown
    readonly labels?: unknown
  }[]
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

t.test('what was sent is told by ground and by agency, in words that stay', async (t) => {
  const { rows } = JSON.parse((await ask('2026-H1')).json<{ text: string }>().text) as Told
  const row = (name: string) => rows.find((one) => one.name === name)
  t.match(row('sent-to'), {
    count: 10,
    parts: { [board.agency]: 10 },
    labels: { [board.agency]: { sv: /./ } },
  })
  t.match(row('received-from'), { count: 0, parts: {} })
  t.match(row('taken-over'), { count: 0, parts: {} })
  const [ground] = compose(world).head.grounds
  t.match(row('grounds'), {
    count: 10,
    parts: { [ground!.rule]: 10 },
    labels: { [ground!.rule]: { sv: /\(.*§.*\)$/ } },
  })
})

t.test('how soon messages are taken over is told at the receiver', async (t) => {
  const named = await get('/v1/reports/2026-H1', board, 'harald')
  const { rows } = JSON.parse(named.json<{ text: string }>().text) as Told
  const row = (name: string) => rows.find((one) => one.name === name)
  t.match(row('taken-over'), {
    count: 10,
    parts: { 'within-an-hour': 5, 'within-a-day': 'under-5', 'not-taken-over': 'under-5' },
  })
  t.match(row('received-from'), { parts: { [police.agency]: 10 } })
  t.match(row('sent-to'), { count: 0 })
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

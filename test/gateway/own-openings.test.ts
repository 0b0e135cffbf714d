/** "Mina öppningar": what a member has opened, from the log's records of that member. */
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board, writer, database } = world
const { get, act } = requestsOf(world)
const { sendOne, open } = actsOf(world)
const reception = board.function('vinr-mottagning').id

const [first, second, held] = [await sendOne(), await sendOne(), await sendOne({ escalates: true })]
await open(first)
world.now += 60_000
await open(second, 'disa', { purpose: 'child-protection' })
await open(second, 'emil')

const openingsOf = async (name = 'disa', agency = board, query = '') =>
  (await get(`/v1/openings${query}`, agency, name)).json()

t.test('a member sees his openings with time, case and purpose, the newest first', async (t) => {
  t.match(await openingsOf(), {
    month: '2026-03',
    items: [
      {
        event: 'disclosure.opened',
        at: encodeTime(START + 60_000),
        case: second.head.case,
        disclosure: second.id,
        function: reception,
        type: 'risk-assessment',
        purpose: 'child-protection',
        categories: ['identity', 'contact'],
      },
      { event: 'disclosure.opened', at: encodeTime(START), case: first.head.case },
    ],
  })
  t.equal((await openingsOf()).items.length, 2)
})

t.test('nobody sees another member’s', async (t) => {
  const { items } = await openingsOf('emil')
  t.same(
    items.map(({ disclosure }: { disclosure: string }) => disclosure),
    [second.id],
  )
  t.same((await openingsOf('anna', police)).items, [])
})

t.test('to look at the list is recorded, and is no opening', async (t) => {
  const before = writer.size - 1
  await openingsOf()
  t.match(await recordsAfter(world, before), [
    { ev: 'openings.listed', actor: board.member('disa').member, counts: { openings: 2 } },
  ])
  t.equal((await openingsOf()).items.length, 2)
})

t.test(
  'what was read before a verdict, taken out or exported as evidence is an opening too',
  async (t) => {
    await get(`/v1/disclosures/${held.id}/held`, police, 'chef')
    t.match((await openingsOf('chef', police)).items, [
      { event: 'held.looked-at', disclosure: held.id },
    ])
    const said = {
      v: 1,
      disclosure: first.id,
      manifest: first.digest,
      ...actorFields(board, 'vinr-mottagning', board.member('disa')),
      what: 'printed',
      parts: ['p1'],
      purpose: 'victim-support',
      at: encodeTime(world.now),
    } as const
    await act(
      `/v1/disclosures/${first.id}/uses`,
      signStatement('use', said, board.member('disa').key),
    )
    await get(`/v1/disclosures/${first.id}/evidence`)
    t.match((await openingsOf()).items.slice(0, 2), [
      { event: 'evidence.exported' },
      { event: 'disclosure.printed', categories: ['identity'], type: 'risk-assessment' },
    ])
  },
)

t.test('looking without opening, and being refused, are not openings', async (t) => {
  const { length } = (await openingsOf()).items
  await get(`/v1/disclosures/${second.id}`)
  await get(`/v1/cases/${second.head.case}`)
  await get('/v1/cases/0000-0000')
  t.equal((await openingsOf()).items.length, length)
})

t.test(
  'each month is asked for by itself, back to the first in which the member could act',
  async (t) => {
    t.equal((await openingsOf()).first, '2026-03')
    t.same((await openingsOf('disa', board, '?month=2026-02')).items, [])
    t.match(await openingsOf('disa', board, '?month=2026-04'), { code: 'request-invalid' })
    for (const text of ['2026-13', '2026-3', "2026-03'", '1999-01'])
      t.match(await openingsOf('disa', board, `?month=${text}`), { code: 'request-invalid' })
    world.now = Date.parse('2026-04-01T08:00:00.000Z')
    const april = await openingsOf()
    t.match(april, { month: '2026-04', items: [] })
    t.ok((await openingsOf('disa', board, '?month=2026-03')).items.length > 2)
  },
)

t.test('a record that was altered, or taken away, is not passed over in silence', async (t) => {
  const [row] = await database.ownerDb<{ index: string; body: Uint8Array }[]>`
    select index, body from content.record
     where convert_from(body, 'UTF8') like ${`%disclosure.opened%${first.id}%`}
  `
  const { index, body } = row!
  await database.ownerDb`alter table content.record disable trigger all`
  const changed = Buffer.from(body).toString().replace('victim-support', 'other')
  await database.ownerDb`update content.record set body = ${Buffer.from(changed)} where index = ${index}`
  t.match(await openingsOf('disa', board, '?month=2026-03'), { code: 'record-commitment-mismatch' })
  await database.ownerDb`delete from content.record where index = ${index}`
  t.match(await openingsOf('disa', board, '?month=2026-03'), { code: 'record-missing' })
})

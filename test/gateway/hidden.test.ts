import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, act, get } = requestsOf(world)

const sent = compose(world)
const heldOne = compose(world, { escalates: true })
await send(sent.bytes)
await send(heldOne.bytes)

/** The answer without the number that names it. */
function plain(answer: {
  readonly statusCode: number
  readonly body: string
  readonly headers: object
}) {
  const { instance: _, ...body } = JSON.parse(answer.body)
  const { date: __, ...headers } = answer.headers as Record<string, unknown>
  return { status: answer.statusCode, body, headers }
}

const open = (id: string, agency: WorldAgency, slug: string, name: string) =>
  act(
    `/v1/disclosures/${id}/open`,
    signStatement(
      'open-request',
      {
        v: 1,
        disclosure: id,
        manifest: sent.digest,
        ...actorFields(agency, slug, agency.member(name)),
        purpose: 'victim-support',
        conflictOfInterest: 'none',
        at: encodeTime(world.now),
      },
      agency.member(name).key,
    ),
    agency,
    name,
  )

const OUTSIDERS = {
  'a function of the receiving agency that it was not sent to': [board, 'ekonomi', 'frida'],
  'another function of the sending agency': [police, 'trafik', 'tora'],
} as const

for (const [who, [agency, slug, name]] of Object.entries(OUTSIDERS)) {
  for (const [what, path] of [
    ['a look-up', ''],
    ['evidence', '/evidence'],
    ['what is held', '/held'],
  ]) {
    t.test(`${what}: ${who} cannot tell "not there" from "not yours"`, async (t) => {
      const nowhere = await get(`/v1/disclosures/${newUuid(world.now)}${path}`, agency, name)
      const notYours = await get(`/v1/disclosures/${sent.id}${path}`, agency, name)
      t.equal(nowhere.statusCode, 404)
      t.same(plain(notYours), plain(nowhere))
    })
  }
  t.test(`opening: ${who} cannot tell "not there" from "not yours"`, async (t) => {
    const index = world.writer.size - 1
    const nowhere = await open(newUuid(world.now), agency, slug, name)
    const notYours = await open(sent.id, agency, slug, name)
    t.equal(nowhere.json().code, 'not-found')
    t.same(plain(notYours), plain(nowhere))
    t.match(await recordsAfter(world, index), [
      { ev: 'request.refused', code: 'not-found' },
      { ev: 'request.refused', code: 'not-found' },
    ])
  })
}

t.test('what is held is not there for its receivers', async (t) => {
  const nowhere = await open(newUuid(world.now), board, 'vinr-mottagning', 'disa')
  t.same(plain(await open(heldOne.id, board, 'vinr-mottagning', 'disa')), plain(nowhere))
})

t.test('the inbox of a function is for its members', async (t) => {
  const { id } = board.function('vinr-mottagning')
  t.match((await get(`/v1/inbox?function=${id}`, board, 'frida')).json(), {
    code: 'not-in-function',
  })
  t.match((await get(`/v1/inbox?function=${id}`, police, 'anna')).json(), {
    code: 'not-in-function',
  })
})

t.test('the inbox comes in pages that stay put', async (t) => {
  const { id } = board.function('vinr-mottagning')
  const more = [compose(world), compose(world), compose(world)]
  for (const { bytes } of more) await send(bytes)
  const first = (await get(`/v1/inbox?function=${id}&limit=2`)).json()
  await send(compose(world).bytes)
  const second = (await get(`/v1/inbox?function=${id}&limit=2&cursor=${first.next}`)).json()
  const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id)
  t.same(ids, [...more.map((it) => it.id).toReversed(), sent.id])
  t.equal(second.next, null)
})

t.test('an open request hands out nothing before it is recorded', async (t) => {
  const size = world.writer.size
  const opened = await open(sent.id, board, 'vinr-mottagning', 'disa')
  t.equal(opened.statusCode, 200)
  t.match(await recordsAfter(world, size - 1), [
    { ev: 'disclosure.opened', actor: board.member('disa').member },
  ])
})

/** Live changes: what a member is told, and when the telling ends. */
import t from 'tap'
import type { AddressInfo } from 'node:net'
import { buildApp } from '../../src/gateway/app.ts'
import { EventReader } from '../fixtures/event-reader.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import type { World } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter } from '../fixtures/world-requests.ts'

const eventTimes = { look: 30, beat: 60 }
const world = await publishedWorld(t, { eventTimes })
const { app, police, board, writer } = world
const { sendOne, open } = actsOf(world)
const reception = board.function('vinr-mottagning').id
const economy = board.function('ekonomi')
await app.listen({ port: 0, host: '127.0.0.1' })

async function listen(
  agency: WorldAgency = board,
  name = 'disa',
  {
    query = '',
    headers = {},
    at = app,
  }: { query?: string; headers?: Record<string, string>; at?: World['app'] } = {},
): Promise<EventReader> {
  const { port } = at.server.address() as AddressInfo
  const authorization = await world.token(agency, name)
  return EventReader.open(`http://127.0.0.1:${port}/v1/events${query}`, {
    authorization,
    ...headers,
  })
}

t.test('a member is told for which function something has changed, and nothing else', async (t) => {
  const reader = await listen()
  t.match(reader.response.headers['content-type'], 'text/event-stream')
  t.equal(reader.response.headers['cache-control'], 'no-store')
  const sent = await sendOne()
  await reader.until(({ events }) => events.length > 0)
  t.same(reader.events, [
    { event: 'change', data: { function: reception, cursor: String(writer.size - 1) } },
  ])
  t.equal(reader.lastId, String(writer.size - 1))
  await open(sent)
  await reader.until(({ events }) => events.length > 1)
  t.match(reader.events[1], { event: 'change', data: { function: reception } })
  reader.leave()
})

t.test('the sender is told when it is opened', async (t) => {
  const sent = await sendOne()
  const reader = await listen(police, 'anna')
  await open(sent)
  await reader.until(({ events }) => events.length > 0)
  t.match(reader.events, [{ data: { function: police.function('utredning').id } }])
  reader.leave()
})

t.test(
  'what concerns another function, or is held, or is only looked at is not told',
  async (t) => {
    const reader = await listen()
    await sendOne({ to: [economy] })
    await sendOne({ escalates: true })
    await listen(board, 'frida').then((other) => other.leave())
    const from = reader.beats
    await reader.until(({ beats, lastId }) => beats > from + 1 && Number(lastId) >= writer.size - 1)
    t.same(reader.events, [])
    reader.leave()
  },
)

t.test('who lost the stream is told what has changed since', async (t) => {
  const after = writer.size - 1
  await sendOne()
  for (const how of [
    { headers: { 'last-event-id': String(after) } },
    { query: `?after=${after}` },
  ]) {
    const reader = await listen(board, 'disa', how)
    await reader.until(({ events }) => events.length > 0)
    t.match(reader.events, [{ data: { function: reception, cursor: String(after + 1) } }])
    reader.leave()
  }
  const now = await listen(board, 'disa', { query: `?after=${writer.size - 1}` })
  await now.until(({ beats }) => beats > 1)
  t.same(now.events, [])
  now.leave()
})

t.test(
  'who names a place that this log has not reached is told to ask for everything',
  async (t) => {
    const reader = await listen(board, 'disa', { headers: { 'last-event-id': '999999' } })
    await reader.until(({ events }) => events.length > 0)
    t.match(reader.events, [{ event: 'change', data: { function: reception } }])
    reader.leave()
  },
)

t.test('what is no place is refused', async (t) => {
  for (const text of ['x', '-2', '1.5', '1e9']) {
    const reader = await listen(board, 'disa', { query: `?after=${text}` })
    t.equal(reader.response.statusCode, 400, text)
  }
})

t.test('what another replica wrote is told as well', async (t) => {
  const replica = await buildApp(world.deps)
  await replica.listen({ port: 0, host: '127.0.0.1' })
  const reader = await listen(board, 'disa', { at: replica })
  await sendOne()
  await reader.until(({ events }) => events.length > 0)
  t.match(reader.events, [{ data: { function: reception } }])
  await replica.close()
  await reader.ended
  t.same(reader.events.at(-1), { event: 'end', data: { code: 'closing' } })
})

t.test('the fifth stream of a member ends the first', async (t) => {
  const readers = []
  for (let i = 0; i < 5; i++) readers.push(await listen(board, 'emil'))
  await readers[0]!.ended
  t.same(readers[0]!.events, [{ event: 'end', data: { code: 'replaced' } }])
  await sendOne()
  for (const reader of readers.slice(1)) await reader.until(({ events }) => events.length > 0)
  for (const reader of readers) reader.leave()
})

t.test('listening is recorded as the sign-in that it may be, and as nothing else', async (t) => {
  const before = writer.size - 1
  const reader = await listen()
  await reader.until(({ beats }) => beats > 1)
  t.same(await recordsAfter(world, before), [])
  reader.leave()
})

t.test('the newest checkpoint is read while somebody listens, and not else', async (t) => {
  let looks = 0
  const db = new Proxy(world.deps.db, {
    apply(target, self, [strings, ...values]: [TemplateStringsArray, ...unknown[]]) {
      if (strings.raw?.join('').includes('order by c.year desc')) looks += 1
      return Reflect.apply(target, self, [strings, ...values])
    },
  })
  const other = await buildApp({ ...world.deps, db })
  await other.listen({ port: 0, host: '127.0.0.1' })
  // Somebody listens elsewhere: every beat there is two looks, if anybody looked here.
  const elsewhere = await listen(board, 'emil')
  const passes = async (beats: number) => {
    const seen = elsewhere.beats
    await elsewhere.until((reader) => reader.beats >= seen + beats)
  }
  await passes(3)
  // What the start itself looks at.
  const begun = looks
  await passes(3)
  t.equal(looks, begun)
  const readers = [
    await listen(board, 'disa', { at: other }),
    await listen(police, 'anna', { at: other }),
  ]
  await Promise.all(readers.map((reader) => reader.until(({ beats }) => beats > 3)))
  t.ok(looks > begun + 2)
  t.ok(looks < begun + 30, 'once for all of them')
  for (const reader of readers) reader.leave()
  await passes(3)
  const then = looks
  await passes(3)
  t.equal(looks, then)
  elsewhere.leave()
  await other.close()
})

t.test('who cannot keep a stream asks now and then, and is told the same', async (t) => {
  const after = writer.size - 1
  await sendOne()
  await sendOne({ to: [economy] })
  const before = writer.size - 1
  const asked = async (place: number | string) =>
    app.inject({
      url: `/v1/changes?after=${place}`,
      headers: { authorization: await world.token(board, 'disa') },
    })
  const told = (await asked(after)).json()
  t.same(told, {
    cursor: String(before),
    changes: [{ function: reception, cursor: String(after + 1) }],
  })
  t.same((await asked(told.cursor)).json(), { cursor: told.cursor, changes: [] })
  t.match((await asked(999_999)).json(), { changes: [{ function: reception }] })
  t.match((await asked('x')).json(), { code: 'request-invalid' })
  t.same(
    (await recordsAfter(world, before)).map(({ ev }) => ev),
    ['look-up.denied'],
  )
})

t.test('a stream ends when the token does', async (t) => {
  const reader = await listen()
  world.now += 301_000
  await reader.ended
  t.same(reader.events, [{ event: 'end', data: { code: 'token-expired' } }])
})

t.test('a stream ends when its member is revoked, and none begins', async (t) => {
  const reader = await listen(board, 'emil')
  const { credential, key } = board.member('emil')
  const revoked = {
    credential,
    kid: key.kid,
    revokedAt: encodeTime(world.now),
    reason: 'left',
  } as const
  board.members.delete('emil')
  await world.publish(board.nextRoster(world.now, { revocations: [revoked] }))
  await reader.ended
  t.same(reader.events, [{ event: 'end', data: { code: 'credential-revoked' } }])
  const provider = world.providers.board
  const exp = Math.floor(world.now / 1000) + 300
  const authorization = `Bearer ${await provider.sign({ aud: world.deps.origin, sub: 'emil', exp })}`
  const answer = await app.inject({ url: '/v1/events', headers: { authorization } })
  t.match(answer.json(), { status: 403, code: 'credential-revoked' })
  t.ok(world.now > START)
})

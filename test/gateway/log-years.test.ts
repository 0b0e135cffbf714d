import t from 'tap'
import { buildGatewayClient } from '../../src/client/gateway-client.ts'
import { buildLogProofs } from '../../src/client/gateway-log-proofs.ts'
import { keepCheckpoint, keepNewestCheckpoint } from '../../src/client/verified-log.ts'
import { parseUtf8 } from '../../src/protocol/bytes.ts'
import { noteOfLog, verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { testWorld } from '../fixtures/gateway.ts'

const world = await testWorld(t)
const { app, writer, deps } = world
const gateway = await app.listen({ port: 0, host: '127.0.0.1' })
const client = buildGatewayClient({
  gateway,
  fetch,
  token: () => Promise.reject(new Error('nothing here needs a token')),
})
const log = parseVerifierKey(deps.logVerifierKey)
const proofs = buildLogProofs(client)

/** Lets some records happen at a time; gives the checkpoint after them. */
async function write(time: string, count: number): Promise<string> {
  world.now = Date.parse(time)
  for (let i = 0; i < count; i++) {
    await writer.append({
      kind: 'event',
      event: 'requests.refused',
      agency: null,
      actor: null,
      counts: {},
    })
  }
  return parseUtf8(await client.checkpoint())
}

const kept = await write('2026-12-30T12:00:00.000Z', 3)
const last = await write('2026-12-31T23:59:59.999Z', 2)
const turned = await write('2027-01-01T00:00:00.000Z', 2)
const newest = await write('2029-05-01T00:00:00.000Z', 300)

t.test(
  'each year of the log is read under its own address, the newest without one too',
  async (t) => {
    const years = [kept, last, turned, newest].map((note) => verifyLogCheckpoint(note, log).year)
    t.same(years, [2026, 2026, 2027, 2029])
    for (const [year, note] of [
      [2026, last],
      [2027, turned],
      [2029, newest],
    ] as const)
      t.equal((await app.inject(`/v1/log/${year}/checkpoint`)).body, note)
    for (const path of ['proof/7', 'proof/0?size=2', 'consistency?from=2&to=9', 'tile/0/000.p/3']) {
      const [named, current] = await Promise.all(
        ['/v1/log/2029', '/v1/log'].map((prefix) => app.inject(`${prefix}/${path}`)),
      )
      t.equal(named!.statusCode, 200)
      t.same(named!.rawPayload, current!.rawPayload, path)
    }
    for (const url of [
      '/v1/log/2028/checkpoint',
      '/v1/log/2027/proof/3',
      '/v1/log/2027/tile/0/001.p/1',
    ])
      t.match((await app.inject(url)).json(), { code: 'not-found' }, url)
    for (const url of ['/v1/log/0027/checkpoint', '/v1/log/x/proof/1'])
      t.match((await app.inject(url)).statusCode, 400, url)
  },
)

t.test('only what is addressed by its year is kept by caches', async (t) => {
  const cached = async (url: string) => (await app.inject(url)).headers['cache-control']
  t.match(await cached('/v1/log/2029/tile/0/000'), /immutable/)
  t.equal(await cached('/v1/log/tile/0/000'), 'no-cache')
})

t.test('a full tile is the one that was stored with its root', async (t) => {
  const tile = (await app.inject('/v1/log/2029/tile/0/000')).rawPayload
  const [row] = await world.database.ownerDb<{ data: Uint8Array }[]>`
    select data from log.tile where year = 2029 and level = 0 and index = 0
  `
  t.same(Uint8Array.from(tile), Uint8Array.from(row!.data))
})

t.test('how a year began is told by the last checkpoint before it', async (t) => {
  t.equal((await app.inject('/v1/log/2027/opened')).body, noteOfLog(last, log))
  t.equal((await app.inject('/v1/log/2029/opened')).body, noteOfLog(turned, log))
  for (const year of [2026, 2028, 2030])
    t.match((await app.inject(`/v1/log/${year}/opened`)).json(), { code: 'not-found' }, `${year}`)
})

/** Whoever reads these years lives after them. */
const view = { log, proofs, now: Date.UTC(2029, 6) }

t.test('a client follows the log of a gateway over the years', async (t) => {
  t.equal(await keepNewestCheckpoint(kept, newest, view), newest)
  t.equal(await keepCheckpoint(newest, turned, view), newest)
  t.equal(await keepNewestCheckpoint(last, turned, { ...view, now: Date.UTC(2027, 6) }), turned)
})

t.test('refuses to follow from a checkpoint that another log signed', async (t) => {
  const other = await testWorld(t, {})
  other.now = Date.parse('2026-12-30T12:00:00.000Z')
  await other.writer.append({
    kind: 'event',
    event: 'requests.refused',
    agency: null,
    actor: null,
    counts: {},
  })
  const foreign = (await other.app.inject('/v1/log/checkpoint')).body
  await t.rejects(keepCheckpoint(foreign, newest, view), { code: 'log-key-wrong' })
})

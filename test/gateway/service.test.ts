import t from 'tap'
import { listFaults } from '../../src/gateway/readiness.ts'
import { parseBase64url } from '../../src/protocol/base64url.ts'
import { originOfYear, verifierOfOrigin } from '../../src/protocol/tlog/log-year.ts'
import { verifyCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { verifyConsistency } from '../../src/protocol/tlog/consistency.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { parseEntryBundle } from '../../src/protocol/tlog/tile.ts'
import { parseTlogProof, verifyTlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import { connect } from '../../src/storage/db.ts'
import { ORIGIN, publishedWorld, testWorld } from '../fixtures/gateway.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const world = await publishedWorld(t, {
  limits: { body: 1024 * 1024, memberRate: 5, addressRate: 100_000 },
})
const { app, police, deps } = world
const pinned = parseVerifierKey(deps.logVerifierKey)
/** Of this year's tree. */
const log = verifierOfOrigin(pinned, originOfYear(pinned.name, 2026))

t.test('readiness tells what stands in the way', async (t) => {
  t.same((await app.inject('/readyz')).json(), {
    ready: true,
    state: 'ready',
    faults: [],
    notices: [],
  })
  const faults = (changes: object) => listFaults({ ...deps, ...changes })
  t.same(await faults({ nodeKey: null }), ['signing-key-missing'])
  const log = { size: 1, isRunning: true, isFailing: false }
  t.same(await faults({ logState: { ...log, size: 1e6 } }), ['log-behind'])
  t.same(await faults({ logState: { ...log, isRunning: false } }), ['log-stopped'])
  t.same(await faults({ logState: { ...log, isFailing: true } }), ['log-failing'])
  const { deps: others, database } = await testWorld(t)
  await database.ownerDb`alter database sluss set default_transaction_read_only = on`
  const late = connect(database.url, { max: 1 })
  t.same(await listFaults({ ...others, db: late }), ['database-read-only'])
  await late.end({ timeout: 1 })
  t.same(await listFaults({ ...others, db: late }), ['database-unreachable'])
})

t.test('without its signing key the node is not ready, and delivers nothing', async (t) => {
  const keyless = await publishedWorld(t, { nodeKey: null })
  t.match((await keyless.app.inject('/readyz')).json(), {
    ready: false,
    faults: ['signing-key-missing'],
  })
  const answer = await requestsOf(keyless).send(compose(keyless).bytes)
  t.match(answer.json(), { status: 503, code: 'read-only' })
})

t.test('the log is read by everybody, as C2SP says', async (t) => {
  const note = (await app.inject('/v1/log/checkpoint')).body
  const checkpoint = verifyCheckpoint(note, log)
  const { size } = checkpoint
  const bundle = await app.inject(`/v1/log/2026/tile/entries/000.p/${size}`)
  const leaves = parseEntryBundle(bundle.rawPayload)
  t.equal(leaves.length, size)
  t.match(bundle.headers['cache-control'], 'immutable')
  const tile = await app.inject(`/v1/log/tile/0/000.p/${size}`)
  t.equal(tile.rawPayload.length, size * 32)
  const proof = parseTlogProof((await app.inject('/v1/log/proof/3')).body)
  t.equal(verifyTlogProof(leafHash(leaves[3]!), proof, log).size, size)
  const { proof: path } = (await app.inject(`/v1/log/consistency?from=5&to=${size}`)).json()
  const early = (await app.inject('/v1/log/proof/4?size=5')).body
  const five = verifyTlogProof(leafHash(leaves[4]!), parseTlogProof(early), log)
  verifyConsistency(five, checkpoint, path.map(parseBase64url))
  for (const path of [
    `/v1/log/tile/0/000.p/${size + 1}`,
    '/v1/log/tile/9/000',
    '/v1/log/tile/x',
    '/v1/log/tile/entries/001',
    `/v1/log/proof/${size}`,
    `/v1/log/consistency?from=0&to=3`,
    `/v1/log/consistency?from=3&to=${size + 1}`,
  ])
    t.equal((await app.inject(path)).statusCode, 404, path)
  t.match((await app.inject('/v1/log/proof/-1')).json(), { code: 'request-invalid' })
})

t.test('who is too fast waits, and is counted', async (t) => {
  const { get, send } = requestsOf(world)
  const sent = compose(world)
  t.equal((await send(sent.bytes)).statusCode, 201)
  for (let i = 0; i < 4; i++) await get('/v1/agencies', police, 'anna')
  await app.flushRefusals()
  const index = world.writer.size - 1
  const limited = await get('/v1/agencies', police, 'anna')
  t.match(limited.json(), { status: 429, code: 'rate-limited' })
  t.ok(Number(limited.headers['retry-after']) <= 60)
  t.match((await send(compose(world).bytes)).json(), { code: 'rate-limited' })
  t.equal((await send(sent.bytes)).statusCode, 200, 'an answer that was given is told at any rate')
  t.equal((await get('/v1/agencies', police, 'bert')).statusCode, 200, 'a colleague is not held up')
  await app.flushRefusals()
  t.match(await recordsAfter(world, index), [{ counts: { 'rate-limited': 2 } }])
})

t.test('nobody fills the log with refusals: beyond the rate they are counted', async (t) => {
  const { send } = requestsOf(world)
  await app.flushRefusals()
  const index = world.writer.size - 1
  const nothing = new Uint8Array(1)
  // No limit is asked before a disclosure is known to be a new one, and this is none.
  for (let i = 0; i < 8; i++)
    t.match((await send(nothing, 'tora')).json(), { status: 400, code: 'submission-invalid' })
  await app.flushRefusals()
  const records = await recordsAfter(world, index)
  t.same(
    records.map(({ ev }) => ev),
    [...Array.from({ length: 5 }, () => 'request.refused'), 'requests.refused'],
  )
  t.match(records.at(-1), { counts: { 'submission-invalid': 3 } })
})

t.test('every answer carries the security headers', async (t) => {
  for (const url of ['/healthz', '/nowhere', '/v1/inbox', '/docs']) {
    const { headers } = await app.inject(url)
    t.match(headers['content-security-policy'], /default-src 'none'/)
    t.notMatch(headers['content-security-policy'], /unsafe/)
    t.match(headers, {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  }
})

t.test('the description of the interface says which routes need a token', async (t) => {
  const { openapi, paths } = (await app.inject('/openapi.json')).json()
  t.equal(openapi, '3.1.0')
  t.same(paths['/v1/inbox'].get.security, [{ member: [] }])
  t.same(paths['/v1/log/checkpoint'].get.security, [])
  t.equal((await app.inject('/docs/static/swagger-ui.css')).statusCode, 200)
})

t.test('what nobody foresaw is told without a word of it', async (t) => {
  const broken = await publishedWorld(t, {
    messageTypes: {
      get() {
        throw new Error('password=hemligt for Tuvalisa')
      },
      keys: () => [],
    } as never,
  })
  const answer = await requestsOf(broken).send(compose(broken).bytes)
  t.match(answer.json(), { status: 500, code: 'internal' })
  t.notMatch(answer.body, 'hemligt')
  t.notMatch(broken.log(), 'hemligt')
  t.match(broken.log(), '"name":"Error"')
})

t.test('the node tells what a client must compare', async (t) => {
  t.match((await app.inject('/v1/node')).json(), {
    origin: ORIGIN,
    log: deps.logVerifierKey,
    policySet: world.active.digest,
    activeFrom: '2026-03-02T09:40:00.000Z',
  })
})

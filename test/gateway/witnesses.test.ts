import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { parseSigningSeed } from '../../src/gateway/key-file.ts'
import { logName } from '../../src/gateway/log-name.ts'
import { encodeVerifierKey } from '../../src/protocol/tlog/note.ts'
import { parseCheckpointUnsafe } from '../../src/protocol/tlog/checkpoint.ts'
import { parseLogPolicy, verifyQuorum } from '../../src/protocol/tlog/policy.ts'
import { parseTlogProof, verifyTlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import { verifierForOrigin } from '../../src/protocol/tlog/log-origin.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { parseEntryBundle } from '../../src/protocol/tlog/tile.ts'
import { connect } from '../../src/storage/db.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { operator } from '../fixtures/operator.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'
import { send } from '../fixtures/whole-way.ts'
import { compose } from '../fixtures/world-disclosure.ts'

/** What lives longer than one test ends with the file. */
const file = t
const database = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
})
const seed = await readFile(node.settings['SLUSS_LOG_KEY_FILE']!, 'utf8')
const log = { name: logName(node.settings['SLUSS_ORIGIN']!), key: parseSigningSeed(seed) }
const now = Math.floor(Date.now() / 1000)
const police = Object.assign(await testWitness(t, [log], { name: 'police.example', seed: 710 }), {
  now,
})
const board = Object.assign(await testWitness(t, [log], { name: 'board.example', seed: 711 }), {
  now,
})
const served = {
  police: await serveWitness(t, police.witness),
  board: await serveWitness(t, board.witness),
}
const POLICY = [
  `log ${encodeVerifierKey(log)}`,
  `witness polisen-sydlanda ${police.vkey} ${served.police.url}`,
  `witness latsasby-socialnamnd ${board.vkey} ${served.board.url}`,
  'group both all polisen-sydlanda latsasby-socialnamnd',
  'quorum both',
  '',
].join('\n')
const witnessed = { SLUSS_WITNESSES_FILE: await node.file('witnesses.policy', POLICY) }
const policy = parseLogPolicy(POLICY)

/** The newest checkpoint that both have cosigned, once it covers this many records. */
async function cosigned(server: ServerProcess, size: number): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await server.get('/v1/log/checkpoint?cosigned=yes')
    const note = answer.ok ? await answer.text() : ''
    if (answer.ok && parseCheckpointUnsafe(note).size >= size) return note
    await sleep(100)
  }
  throw new Error(`not cosigned: ${errorsOf(server)}`)
}

/** Waits until it has written this, and recorded what it comes to. */
async function until(server: ServerProcess, line: string): Promise<void> {
  while (!server.output().includes(line)) await sleep(50)
  while ((await listTroubles()).at(-1)?.code !== 'log-cosigned') await sleep(50)
}

/** Lines that tell of trouble. */
function errorsOf(server: ServerProcess): string {
  const lines = server.output().split('\n')
  return lines.filter((line) => !line.includes('"level":"info"')).join('\n')
}

async function sizeOf(server: ServerProcess): Promise<number> {
  const note = await (await server.get('/v1/log/checkpoint')).text()
  return parseCheckpointUnsafe(note).size
}

interface Trouble {
  readonly ev: string
  readonly code: string
  readonly counts: Readonly<Record<string, number>>
}

/** What the log says of witnesses. */
async function listTroubles(): Promise<readonly Trouble[]> {
  const superuser = connect(database.superuserUrl, { max: 1 })
  const rows = await superuser<
    { body: Uint8Array }[]
  >`select body from content.record order by index`
  await superuser.end()
  const bodies = rows.map(({ body }) => JSON.parse(Buffer.from(body).toString()) as Trouble)
  return bodies.filter(({ ev }) => ev.startsWith('witness.'))
}

/** A copy of the database as it is now: a backup. */
async function copyDatabase(name: string): Promise<string> {
  const superuser = connect(database.superuserUrl.replace(/\/production$/, '/postgres'), { max: 1 })
  await superuser.unsafe(`create database ${name} template production`)
  await superuser.end()
  return database.url.replace(/\/production$/, `/${name}`)
}

t.test(
  'both agencies’ witnesses cosign the log within seconds, and anybody can verify it',
  async (t) => {
    const server = await node.start(witnessed)
    await server.ready()
    await node.publish(server)
    const note = await cosigned(server, await sizeOf(server))
    const { checkpoint, cosignatures } = verifyQuorum(note, policy)
    t.same(
      cosignatures.map(({ witness }) => witness),
      ['polisen-sydlanda', 'latsasby-socialnamnd'],
    )
    t.equal(police.state.find(checkpoint.origin)?.size, checkpoint.size)
    const { origin } = checkpoint
    const year = origin.slice(-4)
    const proof = await (await server.get(`/v1/log/${year}/proof/1?cosigned=yes`)).text()
    const bundle = await server.get(
      `/v1/log/${year}/tile/entries/000.p/${Math.min(checkpoint.size, 255)}`,
    )
    const leaf = parseEntryBundle(new Uint8Array(await bundle.arrayBuffer()))[1]!
    const parsed = parseTlogProof(proof)
    verifyTlogProof(leafHash(leaf), parsed, verifierForOrigin(log, origin))
    t.equal(
      verifyQuorum(parsed.checkpoint, policy).checkpoint.origin,
      origin,
      'a receipt by itself',
    )
    await server.stop()
  },
)

t.test(
  'a gateway on a restored backup refuses to start, by name, and records nothing',
  async (t) => {
    const before = await node.start(witnessed)
    await before.ready()
    await cosigned(before, await sizeOf(before))
    await before.stop()
    const url = await copyDatabase('backup')
    const server = await node.start(witnessed)
    await server.ready()
    t.equal((await send(node, server, compose(node).bytes)).status, 201)
    await cosigned(server, await sizeOf(server))
    await server.stop()

    const restored = await node.start({
      ...witnessed,
      DATABASE_URL: url,
      DATABASE_OWNER_URL: undefined,
    })
    t.equal(await restored.ended, 70)
    t.match(
      restored.output(),
      /The log is refused \(witness-ahead\): witness \S+ has cosigned more/,
    )
    const db = connect(database.superuserUrl.replace(/\/production$/, '/backup'), { max: 1 })
    const [row] = await db<{ count: number }[]>`select count(*)::int from log.entry`
    await db.end()
    const size = police.state.list()[0]!.size
    t.ok(row!.count < size, `${row!.count} < ${size}`)
  },
)

t.test('a gateway on an emptied database refuses to start', async (t) => {
  const superuser = connect(database.superuserUrl.replace(/\/production$/, '/postgres'), { max: 1 })
  await superuser.unsafe('create database emptied owner operator')
  await superuser.end()
  const at = (url: string) => url.replace(/\/production$/, '/emptied')
  const server = await node.start({
    ...witnessed,
    DATABASE_URL: at(database.url),
    DATABASE_OWNER_URL: at(database.ownerUrl),
  })
  t.equal(await server.ended, 70)
  t.match(server.output(), /witness-ahead/)
})

t.test('a witness that is gone raises an alarm, stops nothing, and comes back', async (t) => {
  await served.board.stop()
  const refused = await node.start(witnessed)
  t.equal(await refused.ended, 69, 'too few could be asked whether the database is an older one')
  t.match(refused.output(), 'quorum-silent')
  const server = await node.start({
    ...witnessed,
    SLUSS_WITNESS_PATIENCE: '2',
    SLUSS_START_ALONE: 'yes',
  })
  await server.ready()
  for (let tries = 0; tries < 100 && !server.output().includes('"witness-silent"'); tries++) {
    t.equal((await send(node, server, compose(node).bytes)).status, 201)
    await sleep(200)
  }
  t.match(server.output(), /"code":"witness-silent","witness":"latsasby-socialnamnd"/)
  const ready = (await (await server.get('/readyz')).json()) as {
    ready: boolean
    notices: string[]
  }
  t.equal(ready.ready, true)
  t.ok(ready.notices.includes('log-not-cosigned'))
  await serveWitness(file, board.witness, Number(new URL(served.board.url).port))
  const note = await cosigned(server, await sizeOf(server))
  t.ok(verifyQuorum(note, policy))
  t.match(server.output(), /"code":"witness-answers"/)
  const after = (await (await server.get('/readyz')).json()) as { notices: string[] }
  t.notOk(after.notices.includes('log-not-cosigned'))
  await until(server, '"code":"log-cosigned"')
  t.match(server.output(), /"code":"log-not-cosigned"/, 'what it comes to, besides')
  const troubles = await listTroubles()
  t.match(
    troubles.filter(({ counts }) => !('quorum' in counts)),
    [
      { ev: 'witness.troubled', code: 'witness-silent', counts: { 'latsasby-socialnamnd': /\d/ } },
      { ev: 'witness.answered', code: 'witness-answers' },
    ],
  )
  t.match(
    troubles.filter(({ counts }) => 'quorum' in counts),
    [{ code: 'log-not-cosigned' }, { code: 'log-cosigned' }],
  )
  await server.stop()
})

t.test('several serving threads have one publisher', async (t) => {
  const server = await node.start({ ...witnessed, SLUSS_THREADS: '2' })
  await server.ready()
  t.equal((await send(node, server, compose(node).bytes)).status, 201)
  t.ok(verifyQuorum(await cosigned(server, await sizeOf(server)), policy))
  await server.stop()
})

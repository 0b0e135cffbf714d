/**
 * Two gateways on two copies of the database, with the same witnesses: who is first with which witness is decided here, by a door
 * before each that lets nothing through that makes the log grow until it is opened.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { Witness } from '../../src/audit/witness.ts'
import { parseSigningSeed } from '../../src/gateway/key-file.ts'
import { logName } from '../../src/gateway/log-name.ts'
import { parseAddCheckpoint } from '../../src/protocol/tlog/add-checkpoint.ts'
import { parseCheckpointUnsafe } from '../../src/protocol/tlog/checkpoint.ts'
import { encodeVerifierKey } from '../../src/protocol/tlog/note.ts'
import { parseLogPolicy, verifyQuorum } from '../../src/protocol/tlog/policy.ts'
import type { LogPolicy } from '../../src/protocol/tlog/policy.ts'
import { connect } from '../../src/storage/db.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { operator } from '../fixtures/operator.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'
import type { TestWitness } from '../fixtures/witness.ts'
import { send } from '../fixtures/whole-way.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const database = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
})
const seed = await readFile(node.settings['SLUSS_LOG_KEY_FILE']!, 'utf8')
const log = { name: logName(node.settings['SLUSS_ORIGIN']!), key: parseSigningSeed(seed) }

/** The way of one gateway to one witness. Questions pass; what makes the log grow waits until the door is opened. */
class Door implements Pick<Witness, 'addCheckpoint'> {
  readonly #witness: Witness
  isOpen = false
  /** Size of the largest tree that was cosigned through it. */
  cosigned = 0

  constructor(witness: Witness) {
    this.#witness = witness
  }

  async addCheckpoint(body: string): ReturnType<Witness['addCheckpoint']> {
    const { oldSize, checkpoint } = parseAddCheckpoint(body)
    const { size } = parseCheckpointUnsafe(checkpoint)
    if (!this.isOpen && size > oldSize) throw new Error('the door is shut')
    const answer = await this.#witness.addCheckpoint(body)
    if (answer.outcome === 'cosigned' && size > oldSize) this.cosigned = size
    return answer
  }
}

/** A gateway, and its doors to the two witnesses. */
interface Gateway {
  readonly server: ServerProcess
  readonly police: Door
  readonly board: Door
  readonly policy: LogPolicy
}

interface Witnesses {
  readonly police: TestWitness
  readonly board: TestWitness
}

/** Starts one on this copy of the database, with all doors shut. */
async function start(name: string, { police, board }: Witnesses): Promise<Gateway> {
  const doors = { police: new Door(police.witness), board: new Door(board.witness) }
  const urls = {
    police: (await serveWitness(t, doors.police)).url,
    board: (await serveWitness(t, doors.board)).url,
  }
  const text = [
    `log ${encodeVerifierKey(log)}`,
    `witness polisen-sydlanda ${police.vkey} ${urls.police}`,
    `witness latsasby-socialnamnd ${board.vkey} ${urls.board}`,
    'group both all polisen-sydlanda latsasby-socialnamnd',
    'quorum both',
    '',
  ].join('\n')
  const server = await node.start({
    SLUSS_WITNESSES_FILE: await node.file(`${name}.policy`, text),
    SLUSS_WITNESS_PATIENCE: '2',
    DATABASE_URL: database.url.replace(/\/production$/, `/${name}`),
    DATABASE_OWNER_URL: undefined,
  })
  await server.ready()
  return { server, ...doors, policy: parseLogPolicy(text) }
}

let copies = 0

/** Two gateways that start from the same log, each on a copy of its own, before any of them has shown a witness more. */
async function startTwins(): Promise<{ readonly one: Gateway; readonly twin: Gateway }> {
  const now = Math.floor(Date.now() / 1000)
  const number = copies++
  const made = async (name: string, seed: number) =>
    Object.assign(await testWitness(t, [log], { name, seed: seed + 2 * number }), { now })
  const witnesses = {
    police: await made('police.example', 720),
    board: await made('board.example', 721),
  }
  const names = [`one_${number}`, `twin_${number}`] as const
  const superuser = connect(database.superuserUrl.replace(/\/production$/, '/postgres'), { max: 1 })
  for (const name of names)
    await superuser.unsafe(`create database ${name} template production owner operator`)
  await superuser.end()
  const [one, twin] = [await start(names[0], witnesses), await start(names[1], witnesses)]
  return { one, twin }
}

/** Waits until something is so. It is, or the file's time runs out. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50)
}

const sizeOf = async (server: ServerProcess): Promise<number> =>
  parseCheckpointUnsafe(await (await server.get('/v1/log/checkpoint')).text()).size

/** Waits until both witnesses have cosigned all that this gateway has recorded by now. */
async function cosigned({ server, policy }: Gateway): Promise<void> {
  const size = await sizeOf(server)
  await until(async () => {
    const answer = await server.get('/v1/log/checkpoint?cosigned=yes')
    if (!answer.ok) return false
    return verifyQuorum(await answer.text(), policy).checkpoint.size >= size
  })
}

const noticesOf = async ({ server }: Gateway): Promise<string[]> =>
  ((await (await server.get('/readyz')).json()) as { notices: string[] }).notices

// What both copies begin with.
const first = await node.start()
await first.ready()
await node.publish(first)
await first.stop()

t.test('whom both witnesses follow goes on; the other one stops, by name', async (t) => {
  const { one, twin } = await startTwins()
  Object.assign(one.police, { isOpen: true })
  Object.assign(one.board, { isOpen: true })
  await cosigned(one)
  Object.assign(twin.police, { isOpen: true })
  Object.assign(twin.board, { isOpen: true })
  t.equal(await twin.server.ended, 70)
  t.match(twin.server.output(), /"code":"witness-ahead","witness":"(polisen|latsasby)-\w+"/)
  t.equal((await send(node, one.server, compose(node).bytes)).status, 201)
  await cosigned(one)
  await until(async () => (await noticesOf(one)).length === 0)
  await one.server.stop()
})

t.test(
  'when each is first with one witness both stop, each naming the other witness',
  async (t) => {
    const { one, twin } = await startTwins()
    one.police.isOpen = true
    twin.board.isOpen = true
    await until(() => one.police.cosigned > 0 && twin.board.cosigned > 0)
    one.board.isOpen = true
    twin.police.isOpen = true
    t.same(await Promise.all([one.server.ended, twin.server.ended]), [70, 70])
    t.match(one.server.output(), '"code":"witness-ahead","witness":"latsasby-socialnamnd"')
    t.match(twin.server.output(), '"code":"witness-ahead","witness":"polisen-sydlanda"')
  },
)

t.test(
  'who has lost his witnesses to a copy, and cannot reach them to learn it, tells that no quorum follows',
  async (t) => {
    const { one, twin } = await startTwins()
    one.police.isOpen = true
    one.board.isOpen = true
    await cosigned(one)
    await until(() => twin.server.output().includes('"code":"log-not-cosigned"'))
    t.same(await noticesOf(twin), ['log-not-cosigned'])
    await until(async () => (await noticesOf(one)).length === 0)
    twin.police.isOpen = true
    t.equal(await twin.server.ended, 70, 'and stops when it can')
    await one.server.stop()
  },
)

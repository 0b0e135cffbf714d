import t from 'tap'
import { logName } from '../../src/gateway/log-name.ts'
import { parseSigningSeed } from '../../src/gateway/key-file.ts'
import { readFile } from 'node:fs/promises'
import { connect } from '../../src/storage/db.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { operator } from '../fixtures/operator.ts'
import { goWholeWay, send } from '../fixtures/whole-way.ts'
import { SECRETS, compose } from '../fixtures/world-disclosure.ts'

const database = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
  SLUSS_THREADS: '3',
})
const server = await node.start()
await server.ready()
await node.publish(server)

t.test('a disclosure goes its whole way, whichever thread a request comes to', async (t) => {
  const { texts } = await goWholeWay(node, server)
  t.same(
    texts,
    SECRETS.map((text) => JSON.stringify({ '/text': text })),
  )
})

t.test('what all threads take in at once stands in one log, each once', async (t) => {
  const sent = Array.from({ length: 60 }, () => compose(node))
  const answers = await Promise.all(sent.map(({ bytes }) => send(node, server, bytes)))
  t.same(new Set(answers.map(({ status }) => status)), new Set([201]))
  const told = (await Promise.all(answers.map((answer) => answer.json()))) as { index: number }[]
  t.equal(new Set(told.map(({ index }) => index)).size, 60)
  const seed = await readFile(node.settings['SLUSS_LOG_KEY_FILE']!, 'utf8')
  const db = connect(database.superuserUrl, { max: 1 })
  const log = { name: logName(node.settings['SLUSS_ORIGIN']!), key: parseSigningSeed(seed) }
  t.ok((await checkLog(db, log)) > 60)
  await db.end()
})

t.test('a second gateway at the same port is refused', async (t) => {
  const { port } = new URL(server.url)
  const second = await node.start({ SLUSS_PORT: port })
  t.equal(await second.ended, 69)
  t.match(second.output(), 'The port is taken.')
})

t.test('all threads close when the process is told, and nothing is left behind', async (t) => {
  await server.stop()
  t.equal(await server.ended, 0)
  t.match(server.output(), '"msg":"closing"')
})

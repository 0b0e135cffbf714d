import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { Test } from 'tap'
import { parseSigningSeed } from '../../src/gateway/key-file.ts'
import { logName } from '../../src/gateway/log-name.ts'
import { connect } from '../../src/storage/db.ts'
import type { Db } from '../../src/storage/db.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { oddLines } from '../fixtures/log-lines.ts'
import { operator } from '../fixtures/operator.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { send } from '../fixtures/whole-way.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'

// Durable, as in production: this is about what survives.
const database = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
})
const seed = await readFile(node.settings['SLUSS_LOG_KEY_FILE']!, 'utf8')
const log = { name: logName(node.settings['SLUSS_ORIGIN']!), key: parseSigningSeed(seed) }
let server = await node.start()
await server.ready()
await node.publish(server)
const started: ServerProcess[] = [server]

interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: { readonly index?: number; readonly state?: string; readonly code?: string }
}

/** The answer, or undefined if none came; to a member who comes in for it, unless he is in already. */
async function ask({ bytes }: Composed, authorization?: string): Promise<Answer | undefined> {
  try {
    const headers = { authorization: authorization ?? '', 'content-type': 'application/cbor' }
    const answer = await (authorization === undefined
      ? send(node, server, bytes)
      : server.post('/v1/disclosures', bytes, headers))
    const body = (await answer.json()) as Answer['body']
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body }
  } catch {
    return undefined
  }
}

/** Asks as a client does that is told to come again: the driver may tell one request of each connection late of its end. */
async function askUntilTold(sent: Composed): Promise<Answer | undefined> {
  for (let tries = 0; ; tries++) {
    const answer = await ask(sent)
    if (answer?.status !== 503 || tries === 5) return answer
  }
}

/** Sends all of them, eight at a time; `strike` comes down after some have been acknowledged. */
async function sendUnder(strike: () => Promise<void>, sent: readonly Composed[]) {
  const acknowledged = new Map<Composed, number>()
  const others: Answer[] = []
  let struck: Promise<void> | undefined
  let next = 0
  const caller = async () => {
    while (next < sent.length) {
      const one = sent[next++]!
      const answer = await ask(one)
      if (answer?.status === 201) acknowledged.set(one, answer.body.index!)
      else if (answer !== undefined) others.push(answer)
      if (acknowledged.size >= 20) struck ??= strike()
    }
  }
  await Promise.all(Array.from({ length: 8 }, caller))
  await struck
  return { acknowledged, others }
}

/** All of them again: what was acknowledged is told as it was, the rest is recorded now at the latest. */
async function repeat(
  t: Test,
  sent: readonly Composed[],
  acknowledged: ReadonlyMap<Composed, number>,
) {
  t.ok(acknowledged.size >= 20 && acknowledged.size < sent.length, 'it came down in the middle')
  const answers = await Promise.all(sent.map(askUntilTold))
  for (const [i, one] of sent.entries()) {
    const { status, body } = answers[i]!
    const index = acknowledged.get(one)
    if (index === undefined ? body.state !== 'released' : status !== 200 || body.index !== index)
      t.fail(`disclosure ${i} was told ${status} ${body.code} and not ${index}`)
  }
  const db = connect(database.superuserUrl, { max: 1 })
  await checkLog(db, log)
  const rows = await db`select id from facts.disclosure where id in ${db(sent.map(({ id }) => id))}`
  t.equal(rows.length, sent.length)
  await db.end()
}

interface Told {
  readonly ev: string
  readonly disclosure?: string
  readonly counts?: Readonly<Record<string, number>>
}

/** What the records from a position on say, as far as they have bodies. */
async function listRecords(db: Db, start: number): Promise<Told[]> {
  const rows = await db<{ body: Uint8Array }[]>`
    select body from content.record where index >= ${start} order by index
  `
  return rows.map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as Told)
}

async function waitForReadiness(faults: readonly string[]): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const answer = await server.get('/readyz')
    const told = ((await answer.json()) as { faults: string[] }).faults
    const isSo = answer.status === (faults.length === 0 ? 200 : 503)
    if ((isSo && faults.every((fault) => told.includes(fault))) || tries === 100) return told
    await sleep(50)
  }
}

t.test('a gateway that is killed loses nothing that it acknowledged', async (t) => {
  const sent = Array.from({ length: 80 }, () => compose(node))
  const { acknowledged } = await sendUnder(() => server.kill(), sent)
  // From here on in two threads: what is promised does not hang on how many serve.
  server = await node.start({ SLUSS_THREADS: '2' })
  started.push(server)
  await server.ready()
  t.same(await waitForReadiness([]), [])
  await repeat(t, sent, acknowledged)
})

t.test('a database that is killed is told, and nothing acknowledged is lost', async (t) => {
  const sent = Array.from({ length: 80 }, () => compose(node))
  const { acknowledged, others } = await sendUnder(() => database.kill(), sent)
  t.ok(others.length > 0)
  for (const { status, retryAfter } of others) {
    t.equal(status, 503)
    t.equal(retryAfter, '5')
  }
  t.ok((await waitForReadiness(['database-unreachable'])).includes('database-unreachable'))
  t.equal((await server.get('/healthz')).status, 200, 'the process is well')
  await database.restart()
  t.same(await waitForReadiness([]), [], 'and goes on without a restart of its own')
  await repeat(t, sent, acknowledged)
})

t.test(
  'a database that takes no writes is told, nothing is half written, and it goes on',
  async (t) => {
    const db = connect(database.superuserUrl, { max: 1 })
    const witness = connect(database.superuserUrl, { max: 1 })
    const setReadOnly = async (value: 'on' | 'off') => {
      await db.unsafe('set default_transaction_read_only = off')
      await db.unsafe(`alter system set default_transaction_read_only = ${value}`)
      await witness`select 1`
      await db`select pg_reload_conf()`
      for (let set = ''; set !== value; await sleep(50))
        set = (await witness`show default_transaction_read_only`)[0]![
          'default_transaction_read_only'
        ]
    }
    const before = compose(node)
    const anna = await node.token(node.police, 'anna')
    const first = (await ask(before, anna))!
    await setReadOnly('on')
    // From here on nothing can be written: not what the gateway counts each minute either.
    const size = await checkLog(db, log)
    const during = compose(node)
    const refused = (await ask(during, anna))!
    t.match(refused, { status: 503, retryAfter: '5', body: { code: 'read-only' } })
    t.same((await waitForReadiness(['database-read-only', 'log-failing'])).length, 2)
    t.match(await (await server.get('/readyz')).json(), { ready: false, state: 'read-only' })
    t.match(server.output(), /"level":"error".*"code":"log-failing"/, 'whoever runs it is alarmed')
    t.match(
      await ask(before, anna),
      { status: 200, body: { index: first.body.index } },
      'what was, is told',
    )
    t.equal(await checkLog(db, log), size)
    await setReadOnly('off')
    t.same(await waitForReadiness([]), [])
    t.match(server.output(), /"code":"log-written"/, 'and told when it is over')
    t.match(await ask(during), { status: 201, body: { state: 'released' } })
    await server.stop()
    const told = await listRecords(db, size)
    const released = told.filter(({ disclosure }) => disclosure === during.id)
    t.match(released, [{ ev: 'disclosure.released' }], 'recorded once')
    const counts = told.map((record) => record.counts?.['read-only'] ?? 0)
    t.ok(counts.reduce((sum, count) => sum + count, 0) > 0, 'and so is that it was refused')
    await witness.end()
    await db.end()
  },
)

t.test('what they wrote about it is constants and identifiers', async (t) => {
  await server.stop()
  t.equal(await server.ended, 0)
  for (const { output } of started) t.same(oddLines(output()), [])
})

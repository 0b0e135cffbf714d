import t from 'tap'
import { connect } from '../../src/storage/db.ts'
import type { Db } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { cutProxy } from '../fixtures/cut-proxy.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { LOG_VERIFIER } from '../fixtures/log.ts'
import { checkAcknowledged, startWriter } from '../fixtures/writer-process.ts'
import type { WriterProcess } from '../fixtures/writer-process.ts'

// Durable, as in production: this is about what survives.
const database = await externalPostgres(t)
const ownerDb = connect(database.superuserUrl, { max: 2 })
t.teardown(() => ownerDb.end({ timeout: 1 }))
const owner = connect(database.ownerUrl, { max: 1 })
await migrate(owner)
await owner.end()

const CALLERS = 64
/** Every writer of this file: what any of them was told must hold to the end. */
const writers: WriterProcess[] = []
let started = 0

async function start(url = database.url): Promise<WriterProcess> {
  const writer = await startWriter({ url, callers: CALLERS, name: started++ })
  writers.push(writer)
  return writer
}

async function checkAll(db: Db): Promise<void> {
  await checkLog(db, LOG_VERIFIER)
  await checkAcknowledged(db, writers)
}

t.test('a writer killed again and again with 64 callers loses and doubles nothing', async (t) => {
  for (let kills = 0; kills < 4; kills++) {
    const writer = await start()
    await writer.acknowledgeMore(300)
    await writer.kill()
    await checkAll(ownerDb)
    t.ok(writer.acknowledged.size >= 300)
    t.equal(writer.refused.size, 0)
  }
})

t.test(
  'kill -9 of its backend, so that the server recovers, loses and doubles nothing',
  async (t) => {
    const writer = await start()
    for (let kills = 0; kills < 4; kills++) {
      await writer.acknowledgeMore(200)
      const db = connect(database.superuserUrl, { max: 1 })
      const [row] = await db<{ pid: number }[]>`
      select pid from pg_stat_activity where usename = 'sluss_app' limit 1
    `
      process.kill(row!.pid, 'SIGKILL')
      await db.end({ timeout: 1 })
    }
    await writer.acknowledgeMore(200)
    await writer.stop()
    await checkAll(ownerDb)
    // The server needs a moment each time; the writer tries again for two seconds before it says that it does not know.
    t.ok([...writer.refused.values()].every((code) => code === 'outcome-unknown'))
  },
)

t.test('kill -9 of the postmaster loses nothing, and the writer goes on', async (t) => {
  const writer = await start()
  for (let kills = 0; kills < 2; kills++) {
    await writer.acknowledgeMore(300)
    await database.kill()
    await database.restart()
  }
  await writer.acknowledgeMore(300)
  await writer.stop()
  await checkAll(ownerDb)
  t.ok([...writer.refused.values()].every((code) => code === 'outcome-unknown'))
})

t.test('a connection dropped exactly at COMMIT, with 64 callers, answers everybody', async (t) => {
  const proxy = await cutProxy(database.url)
  t.teardown(proxy.stop)
  const writer = await start(proxy.url)
  for (let cuts = 0; cuts < 20; cuts++) {
    await writer.acknowledgeMore(100)
    proxy.cutNext(cuts % 2 === 0 ? 'before the server' : 'after the server')
  }
  await writer.acknowledgeMore(100)
  await writer.stop()
  t.ok(proxy.cuts >= 19, 'it was cut')
  t.equal(writer.refused.size, 0, 'nobody was told that it is not known')
  await checkAll(ownerDb)
})

for (const count of [2, 4]) {
  t.test(`${count} processes with 64 callers each share one log without a gap`, async (t) => {
    const own = await Promise.all(Array.from({ length: count }, () => start()))
    await Promise.all(own.map((writer) => writer.acknowledgeMore(600)))
    await Promise.all(own.map((writer) => writer.stop()))
    for (const { refused } of own) t.equal(refused.size, 0)
    await checkAll(ownerDb)
  })
}

t.test('of four processes one is killed, and the others do not notice', async (t) => {
  const [killed, ...others] = await Promise.all(Array.from({ length: 4 }, () => start()))
  await killed!.acknowledgeMore(200)
  await killed!.kill()
  await Promise.all(others.map((writer) => writer.acknowledgeMore(300)))
  await Promise.all(others.map((writer) => writer.stop()))
  for (const { refused } of others) t.equal(refused.size, 0)
  await checkAll(ownerDb)
})

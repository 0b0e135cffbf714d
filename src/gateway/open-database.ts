import { verifyApplicationRole, verifyRealTime } from '../storage/application-role.ts'
import { connect } from '../storage/db.ts'
import type { Db } from '../storage/db.ts'
import { startEmbeddedPostgres } from '../storage/embedded-postgres.ts'
import { assertMigrated, migrate } from '../storage/migrate.ts'
import { ConfigError } from './config-error.ts'
import type { Config } from './config.ts'
import { describeDatabaseFault } from './database-fault.ts'
import type { DatabaseSetting } from './database-fault.ts'

/** The database of a running gateway. */
export interface OpenDatabase {
  /** As the application role. */
  readonly url: string
  readonly db: Db
  /** One connection of its own for the log's writer, so that reads never stand in its way. */
  readonly writerDb: Db
  readonly close: () => Promise<void>
}

/**
 * Connects as the application role; migrates first, as the owner, where the settings say so. Throws ConfigError when a
 * setting is wrong (no such database, wrong password, a role that may too much, two databases), else StorageError.
 */
export async function openDatabase(database: Config['database']): Promise<OpenDatabase> {
  if ('url' in database) return open(database.url, database.ownerUrl)
  const embedded = await startEmbeddedPostgres({ dir: database.embeddedDir })
  try {
    const opened = await open(embedded.url, embedded.ownerUrl)
    const close = () => opened.close().finally(embedded.stop)
    return { ...opened, close }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function open(url: string, ownerUrl: string | null): Promise<OpenDatabase> {
  const migrated = ownerUrl === null ? null : await migrateAs(ownerUrl)
  const db = connect(url)
  const writerDb = connect(url, { max: 1 })
  const close = async () => {
    await Promise.all([db.end({ timeout: 5 }), writerDb.end({ timeout: 5 })])
  }
  try {
    await speakOf('DATABASE_URL', async () => {
      await verifyApplicationRole(db)
      if (migrated !== null && migrated !== (await identify(db)))
        throw new ConfigError('DATABASE_URL and DATABASE_OWNER_URL name two different databases.')
      await assertMigrated(db)
      await verifyRealTime(db)
    })
  } catch (error) {
    await close()
    throw error
  }
  return { url, db, writerDb, close }
}

/** Returns which database it is that was migrated. */
async function migrateAs(ownerUrl: string): Promise<string> {
  const ownerDb = connect(ownerUrl, { max: 1 })
  try {
    return await speakOf('DATABASE_OWNER_URL', async () => {
      await migrate(ownerDb)
      return identify(ownerDb)
    })
  } finally {
    await ownerDb.end({ timeout: 5 })
  }
}

async function speakOf<T>(setting: DatabaseSetting, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw describeDatabaseFault(setting, error)
  }
}

/** The same by every address and through every pooler. */
async function identify(db: Db): Promise<string> {
  const [row] = await db<{ identity: string }[]>`
    select extract(epoch from pg_postmaster_start_time()) || ' ' || current_database() as identity
  `
  return row!.identity
}

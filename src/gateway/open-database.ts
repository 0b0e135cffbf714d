import { assertApplicationRole } from '../storage/application-role.ts'
import { connect } from '../storage/db.ts'
import type { Db } from '../storage/db.ts'
import { startEmbeddedPostgres } from '../storage/embedded-postgres.ts'
import { migrate } from '../storage/migrate.ts'
import type { Config } from './config.ts'

/** The database of a running gateway. */
export interface OpenDatabase {
  readonly db: Db
  /** One connection of its own for the log's writer, so that reads never stand in its way. */
  readonly writerDb: Db
  readonly close: () => Promise<void>
}

/**
 * Connects as the application role; migrates first, as the owner, where the settings say so. Throws StorageError, among
 * others `application-role-refused`.
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
  if (ownerUrl !== null) await migrateAs(ownerUrl)
  const db = connect(url)
  const writerDb = connect(url, { max: 1 })
  const close = async () => {
    await Promise.all([db.end({ timeout: 5 }), writerDb.end({ timeout: 5 })])
  }
  try {
    await assertApplicationRole(db)
  } catch (error) {
    await close()
    throw error
  }
  return { db, writerDb, close }
}

async function migrateAs(ownerUrl: string): Promise<void> {
  const ownerDb = connect(ownerUrl, { max: 1 })
  try {
    await migrate(ownerDb)
  } finally {
    await ownerDb.end({ timeout: 5 })
  }
}

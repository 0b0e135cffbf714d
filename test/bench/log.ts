/**
 * The log alone: the real sequencer on a real PostgreSQL with its default settings, durable commits included. Appends against other ways
 * to keep a log, records that arrive at random, and what a log costs that grows to a million records.
 *
 * Targets are for the server that this machine has installed, as an operator would. Where there is one, appends are measured on the
 * one of the npm package as well, which is built for size.
 *
 * @module
 */
import type { PostgresProgram } from '../../src/storage/postgres-program.ts'
import { findInstalledPostgres } from '../fixtures/installed-postgres.ts'
import { benchAppend } from './log-append.ts'
import { describeServer, openLogDatabase } from './log-database.ts'
import type { LogDatabase } from './log-database.ts'
import { benchGrowth } from './log-growth.ts'

const SIZES = [10_000, 100_000, 1_000_000] as const

/** Measures and prints. Returns whether every target was met. `sizes` are those that the log grows to. */
export async function benchLog(sizes: readonly number[] = SIZES): Promise<boolean> {
  const installed = await findInstalledPostgres()
  if (installed !== undefined) await withDatabase(undefined, benchAppend)
  const isAppendMet = await withDatabase(installed, benchAppend)
  const isGrowthMet = await withDatabase(installed, (database) => benchGrowth(database, sizes))
  return isAppendMet && isGrowthMet
}

async function withDatabase(
  program: PostgresProgram | undefined,
  run: (database: LogDatabase) => Promise<boolean>,
): Promise<boolean> {
  const database = await openLogDatabase(program)
  try {
    const role = program === undefined ? 'of the npm package' : 'installed here; targets count'
    console.log(`\n${await describeServer(database.pool)} (${role})`)
    return await run(database)
  } finally {
    await database.close()
  }
}

/**
 * The log alone: the real sequencer on the embedded PostgreSQL with its default settings, durable commits included. Appends against
 * other ways to keep a log, records that arrive at random, and what a log costs that grows to a million records.
 *
 * @module
 */
import { benchAppend } from './log-append.ts'
import { openLogDatabase } from './log-database.ts'
import type { LogDatabase } from './log-database.ts'
import { benchGrowth } from './log-growth.ts'

const SIZES = [10_000, 100_000, 1_000_000] as const

/** Measures and prints. Returns whether every target was met. `sizes` are those that the log grows to. */
export async function benchLog(sizes: readonly number[] = SIZES): Promise<boolean> {
  const isAppendMet = await withDatabase(benchAppend)
  const isGrowthMet = await withDatabase((database) => benchGrowth(database, sizes))
  return isAppendMet && isGrowthMet
}

async function withDatabase(run: (database: LogDatabase) => Promise<boolean>): Promise<boolean> {
  const database = await openLogDatabase()
  try {
    return await run(database)
  } finally {
    await database.close()
  }
}

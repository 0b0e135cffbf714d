import type { Writable } from 'node:stream'
import { RecordKey } from '../audit/record-key.ts'
import { STORE_FAULT_CODES } from '../audit/store-check/store-fault.ts'
import type { StoreFault, StoreFaultCode } from '../audit/store-check/store-fault.ts'
import { connect } from '../storage/db.ts'
import { startEmbeddedPostgres } from '../storage/embedded-postgres.ts'
import { assertMigrated } from '../storage/migrate.ts'
import { checkStore } from './check-store.ts'
import { ConfigError } from './config-error.ts'
import type { Config } from './config.ts'
import { describeDatabaseFault } from './database-fault.ts'
import { logName } from './log-name.ts'

/** What each class of fault means, and the exit code that tells of it: those that `sluss log verify` knows have its numbers. */
export const STORE_FAULTS: Readonly<
  Record<StoreFaultCode, { readonly exit: number; readonly text: string }>
> = {
  'log-key-wrong': { exit: 10, text: 'a checkpoint is not signed by the log’s key' },
  'log-years-broken': { exit: 15, text: 'a year does not begin where the one before it ended' },
  'log-incomplete': { exit: 16, text: 'entries, tiles or checkpoints of the tree are missing' },
  'log-tree-altered': { exit: 17, text: 'hashes of the tree are not those of the entries' },
  'log-record-altered': { exit: 18, text: 'an entry is not the one that was logged' },
  'erasure-unfounded': { exit: 20, text: 'an erasure of which the log has no record' },
  'record-missing': { exit: 21, text: 'what a record says is gone, and was not erased' },
  'record-altered': { exit: 22, text: 'what is kept is not what the log has a record of' },
  'record-misfiled': { exit: 23, text: 'a record is filed under another agency or disclosure' },
  'detail-missing': { exit: 24, text: 'who acted is gone, and was not erased' },
  'detail-altered': { exit: 25, text: 'who acted is not what the record commits to' },
  'fact-missing': { exit: 26, text: 'a record has no fact, so that lists do without it' },
  'fact-unfounded': { exit: 27, text: 'a fact is not what its record says' },
  'text-altered': { exit: 28, text: 'a signed text is not the one that was recorded' },
}

/** Faults that are listed one by one; of more, the number is told. */
const MOST_LISTED = 50

/**
 * Compares the log with everything that is kept beside it, tells what is wrong, and gives the exit code of the gravest class of fault; 0
 * without any. Throws ConfigError without the owner's connection, which alone sees the rows of all agencies.
 */
export async function runCheck(
  { database, origin, logKey, recordKey }: Config,
  out: Pick<Writable, 'write'>,
): Promise<number> {
  const { ownerUrl, stop } = await findOwner(database)
  const ownerDb = connect(ownerUrl, { max: 1 })
  const faults: StoreFault[] = []
  const report = (fault: StoreFault) => {
    faults.push(fault)
    if (faults.length <= MOST_LISTED) out.write(`${describe(fault)}\n`)
  }
  try {
    await assertMigrated(ownerDb)
    const log = { name: logName(origin), key: logKey }
    const entries = await checkStore({ ownerDb, log, recordKey: new RecordKey(recordKey), report })
    if (faults.length > MOST_LISTED) out.write(`and ${faults.length - MOST_LISTED} more\n`)
    out.write(conclude(entries, faults.length))
  } catch (error) {
    throw describeDatabaseFault('DATABASE_OWNER_URL', error)
  } finally {
    await ownerDb.end({ timeout: 5 })
    await stop()
  }
  const gravest = STORE_FAULT_CODES.find((code) => faults.some((fault) => fault.code === code))
  return gravest === undefined ? 0 : STORE_FAULTS[gravest].exit
}

async function findOwner(
  database: Config['database'],
): Promise<{ readonly ownerUrl: string; readonly stop: () => Promise<void> }> {
  if ('embeddedDir' in database) return startEmbeddedPostgres({ dir: database.embeddedDir })
  if (database.ownerUrl === null)
    throw new ConfigError('DATABASE_OWNER_URL is not set: only the owner sees all rows.')
  return { ownerUrl: database.ownerUrl, stop: async () => {} }
}

function describe({ code, position, year, table }: StoreFault): string {
  const where = [
    ...(position === undefined ? [] : [`entry ${position}`]),
    ...(year === undefined ? [] : [`year ${year}`]),
    ...(table === undefined ? [] : [table]),
  ].join(', ')
  return `${code}${where && ` (${where})`}: ${STORE_FAULTS[code].text}`
}

function conclude(entries: number, faults: number): string {
  const compared = `${entries} ${entries === 1 ? 'entry' : 'entries'} compared with what is kept beside the log.`
  return faults === 0
    ? `${compared} Nothing is wrong.\n`
    : `${compared} Somebody else than the gateway has changed the database, or a disk has: keep a copy of it as it is, and alert both agencies.\n`
}

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sequencer } from '../../src/audit/sequencer.ts'
import type { EventItem } from '../../src/audit/write-item.ts'
import { connect } from '../../src/storage/db.ts'
import type { Db } from '../../src/storage/db.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import type { PostgresProgram } from '../../src/storage/postgres-program.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { POLICE, testUuid } from '../fixtures/agency.ts'
import { startSequencer } from '../fixtures/log.ts'
import type { RecordSizes } from './log-contenders.ts'

/** Connections of a contender that uses many: more are slower on four cores, fewer as well. */
const POOL = 32

/** A real PostgreSQL with its default settings, durable commits included, and the log in it. */
export interface LogDatabase {
  readonly dir: string
  /** Of the gateway's role, for reading. */
  readonly db: Db
  /** Of a superuser, many connections. */
  readonly pool: Db
  /** A sequencer as a gateway has it, with a connection of its own. */
  readonly open: () => Promise<OpenLog>
  readonly close: () => Promise<void>
}

/** A log that takes records. */
export interface OpenLog {
  readonly log: Sequencer
  readonly close: () => Promise<void>
}

/** What is appended: a member looked at an inbox, the record that a gateway makes most of. */
export const LOOK_UP: EventItem = {
  kind: 'event',
  event: 'inbox.listed',
  agency: POLICE.agency,
  actor: testUuid(1),
  function: `${POLICE.agency}/utredning`,
  counts: { messages: 12 },
}

/** Starts one; the programs of the npm package unless others are given. */
export async function openLogDatabase(program?: PostgresProgram): Promise<LogDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'sluss-bench-'))
  await chmod(dir, 0o711)
  const server = await startEmbeddedPostgres({
    dir: join(dir, 'database'),
    ...(program && { program }),
  })
  const pool = connect(server.ownerUrl, { max: POOL })
  await migrate(pool)
  const db = connect(server.url)
  return {
    dir,
    db,
    pool,
    open: () => openLog(server.url),
    close: async () => {
      await Promise.all([db.end({ timeout: 1 }), pool.end({ timeout: 1 })])
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function openLog(url: string): Promise<OpenLog> {
  const own = connect(url, { max: 1 })
  const log = await startSequencer(own, { clock: Date.now })
  return {
    log,
    close: async () => {
      await log.stop()
      await own.end()
    },
  }
}

/** Version and optimisation: PostgreSQL built for size (`-Os`) takes a fifth longer than as distributions build it. */
export async function describeServer(pool: Db): Promise<string> {
  const [row] = await pool<{ version: string; flags: string }[]>`
    select current_setting('server_version') as version, setting as flags from pg_config where name = 'CFLAGS'
  `
  const [level] = /-O\w?/.exec(row!.flags.split(' ').toReversed().join(' ')) ?? ['']
  return `PostgreSQL ${row!.version}, built with ${level}`
}

/** What the newest record takes. */
export async function sizesOfRecord(pool: Db): Promise<RecordSizes> {
  const [row] = await pool<RecordSizes[]>`
    select octet_length(e.body) as leaf,
           octet_length(r.body) + octet_length(r.nonce) as body,
           coalesce(octet_length(r.detail), 0) as detail
      from log.entry e
      join content.record r on r.index = e.index
     order by e.index desc
     limit 1
  `
  return row!
}

/** The disk of PostgreSQL's write-ahead log runs full: the server stops at once, and what it had confirmed is all there is. */
import { execFile } from 'node:child_process'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { connect } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import type { ExternalPostgres } from '../fixtures/external-postgres.ts'
import { LOG_VERIFIER } from '../fixtures/log.ts'
import { mountSmallDisk } from '../fixtures/small-disk.ts'
import type { SmallDisk } from '../fixtures/small-disk.ts'
import { checkAcknowledged, startWriter } from '../fixtures/writer-process.ts'

// Durable, as in production: this is about what survives.
const database = await externalPostgres(t)

/** Gives the write-ahead log a disk of its own. Undefined where we may not mount. */
async function moveWal({
  superuserUrl,
  kill,
  restart,
}: ExternalPostgres): Promise<SmallDisk | undefined> {
  const superuser = connect(superuserUrl, { max: 1 })
  // Every segment is a new file, and two are enough.
  await superuser`alter system set wal_recycle = off`
  await superuser`alter system set min_wal_size = '32MB'`
  const [row] = await superuser<
    { data: string }[]
  >`select current_setting('data_directory') as data`
  await superuser.end()
  const wal = join(row!.data, 'pg_wal')
  await kill()
  await rename(wal, `${wal}-before`)
  const disk = await mountSmallDisk(t, wal, 80)
  if (disk === undefined) await rename(`${wal}-before`, wal)
  else {
    await promisify(execFile)('cp', ['-a', `${wal}-before/.`, wal])
    await rm(`${wal}-before`, { recursive: true })
  }
  await restart()
  return disk
}

/** Goes on to a new segment until there is no room for one: the writers would come to that by themselves, after some megabytes. */
async function useUpSegments({ superuserUrl }: ExternalPostgres): Promise<void> {
  for (;;) {
    const superuser = connect(superuserUrl, { max: 1 })
    try {
      for (;;) await superuser`select pg_switch_wal()`
    } catch {
      return
    } finally {
      await superuser.end({ timeout: 1 })
    }
  }
}

const disk = await moveWal(database)
const ownerDb = connect(database.superuserUrl, { max: 2 })
t.teardown(() => ownerDb.end({ timeout: 1 }))
const owner = connect(database.ownerUrl, { max: 1 })
await migrate(owner)
await owner.end()

t.test(
  'a full disk under the write-ahead log loses and doubles nothing, is named, and room ends it',
  { skip: disk === undefined && 'needs root and the right to mount' },
  async (t) => {
    const writer = await startWriter({ url: database.url, callers: 64, name: 1 })
    await writer.acknowledgeMore(300)
    await disk!.fillUp(1_000_000)
    await useUpSegments(database)
    await writer.refuseMore(64)
    const { size } = writer.acknowledged
    await disk!.makeRoom()
    await database.restart()
    await writer.acknowledgeMore(300)
    await writer.stop()
    t.ok(size >= 300)
    t.same([...new Set(writer.refused.values())], ['outcome-unknown'])
    await checkLog(ownerDb, LOG_VERIFIER)
    const stored = await checkAcknowledged(ownerDb, [writer])
    t.ok(
      stored >= writer.acknowledged.size,
      `${stored} are there, of ${writer.refused.size} nobody could know`,
    )
  },
)

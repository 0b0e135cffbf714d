import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { AuditError } from '../../src/audit/errors.ts'
import type { Sequencer } from '../../src/audit/sequencer.ts'
import type { Appended, EventItem } from '../../src/audit/write-item.ts'
import { connect } from '../../src/storage/db.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { mountSmallDisk } from '../fixtures/small-disk.ts'

const { db, ownerDb, url } = await testDatabase(t)

const EVENT = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: {},
} as const satisfies EventItem

/** Eight callers append until so many have been refused; returns what was answered, and the codes of what was not. */
async function appendUntilRefused(log: Sequencer, most: number) {
  const answered: Appended[] = []
  const codes: string[] = []
  const caller = async (): Promise<void> => {
    while (codes.length === 0 && answered.length < most)
      await log.append(EVENT).then(
        (appended) => void answered.push(appended),
        (error: AuditError) => void codes.push(error.code),
      )
  }
  await Promise.all(Array.from({ length: 8 }, caller))
  return { answered, codes }
}

const dir = await mkdtemp(join(tmpdir(), 'sluss-full-'))
await chmod(dir, 0o711)
t.teardown(() => rm(dir, { recursive: true, force: true }))
const small = join(dir, 'disk')
const disk = await mountSmallDisk(t, small, 3)

t.test(
  'a full disk makes the log read-only, half-logs nothing, and space ends that',
  { skip: disk === undefined && 'needs root and the right to mount' },
  async (t) => {
    const log = await startSequencer(db, { wait: () => Promise.resolve() })
    await log.append(EVENT)
    await ownerDb.unsafe(`create tablespace small location '${small}'`)
    await ownerDb`alter table log.entry set tablespace small`
    const before = log.size
    await disk!.fillUp(65_536)
    const { answered, codes } = await appendUntilRefused(log, 10_000)
    t.ok(answered.length > 8, 'until it was full')
    t.same([...new Set(codes)], ['read-only'])
    t.equal(log.isFailing, true)
    t.equal(log.isRunning, true)
    t.equal(await checkLog(ownerDb, LOG_VERIFIER), before + answered.length, 'nothing half logged')
    await ownerDb`alter table log.entry set tablespace pg_default`
    t.equal((await log.append(EVENT)).position, before + answered.length, 'and none is missing')
    t.equal(log.isFailing, false)
    await checkLog(ownerDb, LOG_VERIFIER)
    await log.stop()
  },
)

/** Somebody holds the turn for so long, in ms. */
async function holdTurn(time: number): Promise<void> {
  await ownerDb.begin(async (transaction) => {
    await transaction`lock table log.turn in exclusive mode`
    await sleep(time)
  })
}

t.test('a statement that takes too long is tried again, and recorded once', async (t) => {
  const own = connect(url, { max: 1 })
  const log = await startSequencer(own)
  await log.append(EVENT)
  await own`set statement_timeout = '250ms'`
  const { size } = log
  const held = holdTurn(800)
  await sleep(50)
  const answers = await Promise.all(Array.from({ length: 64 }, () => log.append(EVENT)))
  await held
  t.same(
    answers.map(({ position }) => position),
    answers.map((_, i) => size + i),
  )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 64)
  await log.stop()
  await own.end()
})

t.test('a turn that others keep is waited for ten seconds, then asked for again', async (t) => {
  const log = await startSequencer(db)
  const { size } = log
  const held = holdTurn(11_000)
  await sleep(100)
  const begun = performance.now()
  const answers = await Promise.all(Array.from({ length: 64 }, () => log.append(EVENT)))
  t.ok(performance.now() - begun > 10_000, 'after the first attempt was given up')
  await held
  t.same(
    answers.map(({ position }) => position),
    answers.map((_, i) => size + i),
  )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 64)
  await log.stop()
})

t.test('a turn that is never given refuses everybody, and records nothing', async (t) => {
  const own = connect(url, { max: 1 })
  const log = await startSequencer(own, { wait: () => Promise.resolve() })
  await own`set statement_timeout = '50ms'`
  const { size } = log
  const held = holdTurn(3_000)
  await sleep(50)
  const results = await Promise.allSettled(Array.from({ length: 64 }, () => log.append(EVENT)))
  t.same(
    [...new Set(results.map((result) => result.status === 'rejected' && result.reason.code))],
    ['read-only'],
  )
  await held
  await own`set statement_timeout = 0`
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size)
  await log.append(EVENT)
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 1, 'and goes on with the next')
  await log.stop()
  await own.end()
})

t.test('more callers than the queue holds are told, and only they', async (t) => {
  const log = await startSequencer(db, { queueLimit: 200 })
  const { size } = log
  const held = holdTurn(300)
  await sleep(50)
  const results = await Promise.allSettled(Array.from({ length: 500 }, () => log.append(EVENT)))
  await held
  const positions = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value.position] : [],
  )
  const codes = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason.code] : [],
  )
  t.same([...new Set(codes)], ['queue-full'])
  t.equal(positions.length, 200)
  t.equal(new Set(positions).size, 200)
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 200)
  await log.stop()
})

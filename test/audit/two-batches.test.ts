import t from 'tap'
import type { AuditError } from '../../src/audit/errors.ts'
import type { AuditStore } from '../../src/audit/store.ts'
import type { EventItem, WriteItem } from '../../src/audit/write-item.ts'
import { verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { buildAuditStore } from '../../src/storage/audit-store.ts'
import { connect } from '../../src/storage/db.ts'
import { testSealingKey } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { FAULTS, faultyStore } from '../fixtures/faulty-store.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { disclosureItem, setUpItems } from '../fixtures/write-items.ts'

const { ownerDb, url } = await testDatabase(t)
// As a gateway has it: one connection, on which what is sent first is done first.
const db = connect(url, { max: 1 })
t.teardown(() => db.end({ timeout: 1 }))
const real = buildAuditStore(db)
const noWait = () => Promise.resolve()

const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: {},
}
const many = (count: number): WriteItem[] => Array.from({ length: count }, () => EVENT)

const first = await startSequencer(db)
for (const item of setUpItems()) await first.append(item)
await first.stop()

/** The same store, whose first answer does not come before a second append is under way. */
function heldStore(store: AuditStore): AuditStore & { readonly appends: () => number } {
  let appends = 0
  const second = Promise.withResolvers<void>()
  return {
    ...store,
    appends: () => appends,
    async append(batch) {
      if (++appends === 2) second.resolve()
      const outcome = await store.append(batch)
      await second.promise
      return outcome
    },
  }
}

t.test('when many wait, one batch is built upon another that is under way', async (t) => {
  const store = heldStore(real)
  const log = await startSequencer(db, { store })
  const { size } = log
  const answers = await Promise.all(many(64).map((item) => log.append(item)))
  t.equal(store.appends(), 2)
  t.same(
    answers.map(({ position }) => position),
    answers.map((_, i) => size + i),
    'in the order in which they came',
  )
  t.equal(new Set(answers.map((answer) => answer.size)).size, 2)
  for (const { index, proof, checkpoint, record } of answers)
    verifyInclusion(
      leafHash(record.leaf),
      index,
      verifyLogCheckpoint(checkpoint, LOG_VERIFIER),
      proof,
    )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 64)
  await log.stop()
})

t.test('few that wait go together', async (t) => {
  const log = await startSequencer(db)
  const answers = await Promise.all(many(8).map((item) => log.append(item)))
  t.equal(new Set(answers.map(({ size }) => size)).size, 1)
  await log.stop()
})

for (const fault of FAULTS) {
  for (const times of [1, 2, 3, 5]) {
    t.test(`of two batches under way, ${times} that ${fault} are recorded once`, async (t) => {
      const log = await startSequencer(db, {
        store: faultyStore(real, fault, times),
        wait: noWait,
      })
      const { size } = log
      const told: number[] = []
      const append = async (item: WriteItem) => told.push((await log.append(item)).position)
      await Promise.all(many(64).map(append))
      t.same(
        told,
        told.map((_, i) => size + i),
        'and answered in their order',
      )
      t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 64)
      await log.stop()
    })
  }
}

t.test('a verdict in the first batch does not touch those in the second', async (t) => {
  const log = await startSequencer(db, { store: heldStore(real) })
  const { size } = log
  const items = many(64)
  items[3] = disclosureItem(1, { kid: testSealingKey(77).kid })
  items[40] = disclosureItem(2)
  const results = await Promise.allSettled(items.map((item) => log.append(item)))
  const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'ok'))
  t.same(
    codes,
    items.map((_, i) => (i === 3 ? 'key-retired' : 'ok')),
  )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 64, 'the refusal has a record of its own')
  await log.stop()
})

t.test('an item that cannot be written down fails alone, in either batch', async (t) => {
  const log = await startSequencer(db)
  const { size } = log
  const items = many(64)
  for (const i of [5, 50]) items[i] = { ...EVENT, counts: { a: 1n as unknown as number } }
  const results = await Promise.allSettled(items.map((item) => log.append(item)))
  t.same(
    results.flatMap((result, i) => (result.status === 'rejected' ? [[i, result.reason.code]] : [])),
    [
      [5, 'write-refused'],
      [50, 'write-refused'],
    ],
  )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 62)
  await log.stop()
})

t.test('another writer in between is followed by both', async (t) => {
  const other = await startSequencer(db)
  const log = await startSequencer(db)
  const { size } = log
  await other.append(EVENT)
  const answers = await Promise.all(many(64).map((item) => log.append(item)))
  t.equal(new Set(answers.map(({ position }) => position)).size, 64)
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 65)
  await Promise.all([other.stop(), log.stop()])
})

t.test('a log that is not the stored one refuses both batches, and stops once', async (t) => {
  const fatal: AuditError[] = []
  const other = await startSequencer(db)
  let isGone = false
  const late = await startSequencer(db, {
    store: { ...real, findHead: () => (isGone ? Promise.resolve(undefined) : real.findHead()) },
    onFatal: (error) => void fatal.push(error),
  })
  await other.append(EVENT)
  isGone = true
  const results = await Promise.allSettled(many(64).map((item) => late.append(item)))
  t.same(
    new Set(results.map((result) => result.status === 'rejected' && result.reason.code)),
    new Set(['log-fork']),
  )
  t.equal(fatal.length, 1)
  await checkLog(ownerDb, LOG_VERIFIER)
  await other.stop()
})

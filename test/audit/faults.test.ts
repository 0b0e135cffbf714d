import t from 'tap'
import type { AuditStore } from '../../src/audit/store.ts'
import type { AuditError } from '../../src/audit/errors.ts'
import type { EventItem } from '../../src/audit/write-item.ts'
import { buildAuditStore } from '../../src/storage/audit-store.ts'
import { connect } from '../../src/storage/db.ts'
import { verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { cutProxy } from '../fixtures/cut-proxy.ts'
import { testDatabase } from '../fixtures/database.ts'
import { FAULTS, faultyStore, lost } from '../fixtures/faulty-store.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'

const { db, ownerDb, url } = await testDatabase(t)
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: { 'token-missing': 1 },
}
const noWait = () => Promise.resolve()

const first = await startSequencer(db)
await first.append(EVENT)
await first.stop()

for (const fault of FAULTS) {
  for (const times of [1, 3]) {
    t.test(`an append that ${fault} ${times} times is recorded once`, async (t) => {
      const store = faultyStore(buildAuditStore(db), fault, times)
      const log = await startSequencer(db, { store, wait: noWait })
      const { size } = log
      const answers = await Promise.all([1, 2, 3].map(() => log.append(EVENT)))
      t.same(
        answers.map(({ index }) => index),
        [size, size + 1, size + 2],
      )
      for (const { index, proof, checkpoint, record } of answers)
        verifyInclusion(
          leafHash(record.leaf),
          index,
          verifyLogCheckpoint(checkpoint, LOG_VERIFIER),
          proof,
        )
      await log.append(EVENT)
      t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 4)
      await log.stop()
    })
  }
}

t.test('a database that stays away is reported, and nothing is lost in silence', async (t) => {
  const store: AuditStore = {
    ...buildAuditStore(db),
    append: () => Promise.reject(lost()),
    findPosition: () => Promise.reject(lost()),
  }
  const waited: number[] = []
  const log = await startSequencer(db, {
    store,
    wait: (ms) => {
      waited.push(ms)
      return Promise.resolve()
    },
  })
  await t.rejects(log.append(EVENT), { code: 'outcome-unknown' })
  t.ok(waited.length > 3, 'after several tries')
  t.equal(log.isRunning, true, 'and goes on with the next')
})

t.test('a database that answers but takes nothing is reported until it does', async (t) => {
  const full = Object.assign(new Error('disk full'), { severity: 'ERROR', code: '53100' })
  const real = buildAuditStore(db)
  let isFull = true
  const store: AuditStore = {
    ...real,
    append: (batch) => (isFull ? Promise.reject(full) : real.append(batch)),
  }
  const log = await startSequencer(db, { store, wait: noWait })
  t.equal(log.isFailing, false)
  await t.rejects(log.append(EVENT), { code: 'read-only', cause: full })
  t.equal(log.isFailing, true)
  isFull = false
  await log.append(EVENT)
  t.equal(log.isFailing, false)
  await log.stop()
})

t.test('a reply that is cut off while the database commits is not a lost write', async (t) => {
  const proxy = await cutProxy(url)
  t.teardown(proxy.stop)
  const own = connect(proxy.url, { max: 1 })
  t.teardown(() => own.end({ timeout: 1 }))
  const log = await startSequencer(own, { wait: noWait })
  for (const when of ['before the server', 'after the server'] as const) {
    const { size } = log
    proxy.cutNext(when)
    const answers = await Promise.all([1, 2].map(() => log.append(EVENT)))
    t.same(
      answers.map(({ index }) => index),
      [size, size + 1],
      `${when} has read it`,
    )
    t.equal(proxy.cuts, when === 'before the server' ? 1 : 2, 'it was cut')
    t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 2)
  }
  await log.stop()
})

t.test('a backend killed again and again under load loses and doubles nothing', async (t) => {
  const own = connect(url, { max: 1 })
  t.teardown(() => own.end({ timeout: 1 }))
  const log = await startSequencer(own, {
    wait: (ms) => new Promise((r) => setTimeout(r, ms / 10)),
  })
  const { size } = log
  const enough = new AbortController()
  const killer = (async () => {
    for (let kills = 0; kills < 5;) {
      await new Promise((resolve) => setTimeout(resolve, 7))
      const [row] = await ownerDb<{ n: string }[]>`
        select count(pg_terminate_backend(pid)) as n
          from pg_stat_activity
         where usename = 'sluss_app' and query like '%log.append%' and state = 'active'
      `
      kills += Number(row!.n)
    }
  })().finally(() => enough.abort())
  const answered: number[] = []
  let refused = 0
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (!enough.signal.aborted)
        await log.append(EVENT).then(
          ({ index }) => answered.push(index),
          (error: AuditError) => {
            if (error.code !== 'outcome-unknown' && error.code !== 'read-only') throw error
            refused++
          },
        )
    }),
  )
  await killer
  t.equal((await log.append(EVENT)).size, await checkLog(ownerDb, LOG_VERIFIER), 'and goes on')
  t.equal(new Set(answered).size, answered.length, 'no index twice')
  const stored = (await checkLog(ownerDb, LOG_VERIFIER)) - size
  t.ok(stored > answered.length && stored <= answered.length + refused + 1)
  await log.stop()
})

t.test('a log that lost records, or has others, stops the process', async (t) => {
  const real = buildAuditStore(db)
  const other = await startSequencer(db)
  const cases: Record<string, Partial<AuditStore>> = {
    'shorter than we know': {
      findHead: async () => {
        const head = await real.findHead()
        return head && { ...head, size: 1 }
      },
    },
    empty: { findHead: () => Promise.resolve(undefined) },
    'with another root': {
      findHead: async () => {
        const head = await real.findHead()
        return head && { ...head, root: new Uint8Array(32) }
      },
    },
    'with other leaves': {
      listLeafHashes: async (start, end) =>
        (await real.listLeafHashes(start, end)).map(() => new Uint8Array(32)),
    },
  }
  for (const [name, broken] of Object.entries(cases)) {
    let isBroken = false
    const store = new Proxy(real, {
      get: (target, key) =>
        (isBroken && broken[key as keyof AuditStore]) || target[key as keyof AuditStore],
    })
    const fatal: AuditError[] = []
    const log = await startSequencer(db, { store, onFatal: (error) => void fatal.push(error) })
    // Another process writes, so that ours must look at what is stored.
    await other.append(EVENT)
    isBroken = true
    const results = await Promise.allSettled([log.append(EVENT), log.append(EVENT)])
    t.same(
      results.map((result) => result.status === 'rejected' && result.reason.code),
      ['log-fork', 'log-fork'],
      name,
    )
    t.equal(fatal.length, 1, 'said once')
    await t.rejects(log.append(EVENT), { code: 'log-fork' })
  }
  await checkLog(ownerDb, LOG_VERIFIER)
  await other.stop()
})

t.test('a log that is not ours does not start', async (t) => {
  const real = buildAuditStore(db)
  const head = (await real.findHead())!
  const altered: Record<string, Partial<AuditStore>> = {
    'an altered note': {
      findHead: () => Promise.resolve({ ...head, note: head.note.replace('/2026', '/2027') }),
    },
    'a note of another size': { findHead: () => Promise.resolve({ ...head, size: head.size - 1 }) },
    'other leaves': {
      loadEdges: async (year, size) =>
        (await real.loadEdges(year, size)).map((edge) => edge.map(() => new Uint8Array(32))),
    },
  }
  for (const [name, change] of Object.entries(altered)) {
    const store = { ...real, ...change }
    await t.rejects(startSequencer(db, { store }), { code: 'log-invalid' }, name)
  }
})

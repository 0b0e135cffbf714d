import t from 'tap'
import type { Sequencer } from '../../src/audit/sequencer.ts'
import type { AuditStore, LogStore } from '../../src/audit/store.ts'
import type { EventItem } from '../../src/audit/write-item.ts'
import { buildAuditStore } from '../../src/storage/audit-store.ts'
import { connect } from '../../src/storage/db.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'

const { db, ownerDb, url } = await testDatabase(t)
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: {},
}

function ownStore(): AuditStore {
  const own = connect(url, { max: 1 })
  t.teardown(() => own.end({ timeout: 1 }))
  return buildAuditStore(own)
}

const other = await startSequencer(db, { store: ownStore() })
await other.append(EVENT)

/** A store before whose every append outside a turn another process writes, and within one tries to. */
function contested(
  real: AuditStore,
): AuditStore & { turns: number; late: number; held: unknown[] } {
  const counted = {
    ...real,
    turns: 0,
    late: 0,
    held: [] as unknown[],
    async append(batch: Parameters<LogStore['append']>[0]) {
      await other.append(EVENT)
      const result = await real.append(batch)
      if (result.outcome === 'stale') counted.late += 1
      return result
    },
    inTurn<T>(work: (turn: LogStore) => Promise<T>): Promise<T> {
      counted.turns += 1
      return real.inTurn((turn) =>
        work({
          ...turn,
          async append(batch) {
            // It waits for the turn to end: if it did not, this would be stale.
            counted.held.push(other.append(EVENT))
            await new Promise((resolve) => setTimeout(resolve, 20))
            return turn.append(batch)
          },
        }),
      )
    },
  }
  return counted
}

t.test('a writer for whom others are always faster takes the turn, and is late once', async (t) => {
  const store = contested(ownStore())
  const log = await startSequencer(db, { store })
  for (let i = 0; i < 5; i++) await log.append(EVENT)
  t.same([store.late, store.turns], [1, 5])
  await Promise.all(store.held)
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), other.size)
  await log.stop()
})

t.test('after 64 batches in turns a writer is optimistic again', async (t) => {
  const store = contested(ownStore())
  const log = await startSequencer(db, { store })
  for (let i = 0; i < 66; i++) await log.append(EVENT)
  t.same([store.late, store.turns], [2, 66], 'it was late a second time')
  await Promise.all(store.held)
  await log.stop()
})

t.test('a storm of four writers ends with every record in its place, once', async (t) => {
  const writers = await Promise.all(
    [1, 2, 3, 4].map(() => startSequencer(db, { store: ownStore() })),
  )
  const { size } = await catchUp(other)
  const writeAll = (log: Sequencer) =>
    Promise.all(
      Array.from({ length: 16 }, async () => {
        const positions: number[] = []
        for (let i = 0; i < 10; i++) positions.push((await log.append(EVENT)).position)
        return positions
      }),
    )
  const positions = (await Promise.all(writers.map(writeAll))).flat(2)
  t.equal(new Set(positions).size, 640)
  t.equal(Math.max(...positions), size + 639)
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 640)
  await Promise.all(writers.map((log) => log.stop()))
})

t.test('what was in a turn when its connection was lost is recorded once', async (t) => {
  const real = ownStore()
  let losses = 2
  const store: AuditStore = {
    ...real,
    append: async () => ({ outcome: 'stale' }),
    async inTurn(work) {
      const isLost = losses-- > 0
      const done = await real.inTurn(work)
      if (isLost) throw Object.assign(new Error('connection lost'), { code: 'CONNECTION_CLOSED' })
      return done
    },
  }
  const { size } = await catchUp(other)
  const log = await startSequencer(db, { store, wait: () => Promise.resolve() })
  const answers = await Promise.all([1, 2, 3].map(() => log.append(EVENT)))
  t.same(
    answers.map(({ position }) => position),
    [size, size + 1, size + 2],
  )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 3)
  await log.stop()
})

t.test('backends that are killed in their turns lose nothing and double nothing', async (t) => {
  const real = ownStore()
  const store: AuditStore = { ...real, append: async () => ({ outcome: 'stale' }) }
  const { size } = await catchUp(other)
  const log = await startSequencer(db, {
    store,
    wait: (ms) => new Promise((go) => setTimeout(go, ms / 10)),
  })
  const over = new AbortController()
  const killer = (async () => {
    while (!over.signal.aborted) {
      await ownerDb`
        select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'sluss' and usename = 'sluss_app' and query ~ 'take_turn|log.append|^commit|^begin'
           and pid in (select pid from pg_locks where relation = 'log.turn'::regclass)
      `
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  })()
  const positions: number[] = []
  for (let i = 0; i < 40; i++) {
    const answers = await Promise.allSettled([1, 2, 3].map(() => log.append(EVENT)))
    for (const answer of answers) {
      if (answer.status === 'fulfilled') positions.push(answer.value.position)
      else t.match(answer.reason, { code: 'outcome-unknown' })
    }
  }
  over.abort()
  await killer
  t.equal(new Set(positions).size, positions.length)
  t.ok(positions.length > 30, `${positions.length} of 120 were answered`)
  const stored = await checkLog(ownerDb, LOG_VERIFIER)
  t.ok(stored >= size + positions.length)
  t.ok(stored <= size + 120)
  await log.stop()
})

t.test('a writer that says nothing in its turn loses it, and the others go on', async (t) => {
  const silent = ownStore()
  const [turn, silence] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const kept = silent
    .inTurn(() => {
      turn.resolve()
      return silence.promise
    })
    .then(
      () => true,
      () => false,
    )
  await turn.promise
  const { position } = await other.append(EVENT)
  t.ok(position > 0)
  silence.resolve()
  t.equal(await kept, false, 'and learns that it has')
})

t.test('a writer whose log is not the stored one stops, in its turn as well', async (t) => {
  const real = ownStore()
  const fatal: unknown[] = []
  const store: AuditStore = {
    ...real,
    append: async () => ({ outcome: 'stale' }),
    async inTurn(work) {
      await other.append(EVENT)
      return real.inTurn((turn) =>
        work({
          ...turn,
          listLeafHashes: async (...range) =>
            (await turn.listLeafHashes(...range)).map(() => new Uint8Array(32)),
        }),
      )
    },
  }
  const log = await startSequencer(db, { store, onFatal: ({ code }) => fatal.push(code) })
  await t.rejects(log.append(EVENT), { code: 'log-fork' })
  t.same(fatal, ['log-fork'])
  t.equal(log.isRunning, false)
  await checkLog(ownerDb, LOG_VERIFIER)
})

/** The other writer, after it has read what was written meanwhile. */
async function catchUp(log: Sequencer): Promise<Sequencer> {
  await log.append(EVENT)
  return log
}

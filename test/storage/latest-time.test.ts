import t from 'tap'
import type { EventItem } from '../../src/audit/write-item.ts'
import { verifyRealTime } from '../../src/storage/application-role.ts'
import { findDueDetails, listDue } from '../../src/storage/retention.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { disclosureItem, setUpItems } from '../fixtures/write-items.ts'

const YEAR = 365 * 86_400_000
const { db, ownerDb } = await testDatabase(t, { simulatesTime: false })
let now = Date.now()
const noWait = () => Promise.resolve()
const log = await startSequencer(db, { clock: () => now, wait: noWait })
const EVENT: EventItem = {
  kind: 'event',
  event: 'request.refused',
  agency: 'polisen-sydlanda',
  actor: '0195556f-4c00-7000-8000-000000000777',
  code: 'not-found',
}
await log.append(EVENT)

t.test(
  'a clock that is years ahead writes nothing, opens no year, and is told as read-only',
  async (t) => {
    const { size } = log
    for (const ahead of [2 * 60_000, YEAR, 10 * YEAR]) {
      now = Date.now() + ahead
      await t.rejects(log.append(EVENT), { code: 'read-only' })
      t.equal(log.isFailing, true)
    }
    now = Date.now() + 5_000
    await log.append(EVENT)
    t.equal(log.isFailing, false, 'a few seconds are no matter')
    t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 1)
  },
)

t.test(
  'nobody with the application role makes content or details due by telling a time',
  async (t) => {
    for (const at of [Date.now(), Date.now() + 100 * YEAR]) {
      t.equal(await findDueDetails(db, { at, keptDays: 365 }), undefined)
      t.same(await listDue(db, { at, keptDays: 31 }, 10), [])
    }
    const erased = { what: 'detail', from: 0, to: 2 } as const
    await t.rejects(log.append({ kind: 'erasure', erased, keptDays: 365 }), { code: 'not-expired' })
    await t.rejects(db`insert into sluss.simulated_time (ahead) values ('9 years')`, {
      code: '42501',
    })
    await t.rejects(db`select content.is_due(null, now(), 31)`, { code: '42501' })
  },
)

t.test(
  'a disclosure of long ago is due by the database’s clock, whatever time is told',
  async (t) => {
    const early = disclosureItem(1)
    const old = await testDatabase(t, { simulatesTime: false })
    const past = await startSequencer(old.db)
    await Promise.all([...setUpItems(), early].map((item) => past.append(item)))
    t.equal((await listDue(old.db, { at: Date.now(), keptDays: 31 }, 10)).length, 1)
    t.equal((await listDue(old.db, { at: Date.now() + 9 * YEAR, keptDays: 3650 }, 10)).length, 0)
    await past.stop()
  },
)

t.test('a database in which time is simulated is for trials alone', async (t) => {
  await verifyRealTime(db)
  const trial = await testDatabase(t)
  await t.rejects(verifyRealTime(trial.db), { code: 'time-simulated' })
})

import t from 'tap'
import { Publisher } from '../../src/audit/publisher.ts'
import type { EventItem } from '../../src/audit/write-item.ts'
import { buildPublishedLog, listClaimedHeads } from '../../src/gateway/published-log.ts'
import { parseCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { findCosigned, listCosigned } from '../../src/storage/cosignatures.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_NAME, LOG_SIGNER, LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'

const { db } = await testDatabase(t)
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: { 'token-missing': 1 },
}
let now = Date.parse('2026-12-31T20:00:00.000Z')
/** The witness's clock goes as ours. */
function setNow(at: number): void {
  now = at
  made.now = at / 1000
}
const log = await startSequencer(db, { clock: () => now })
const made = await testWitness(t, [LOG_VERIFIER])
setNow(now)
const { url, events } = await serveWitness(t, made.witness)
const fatal: string[] = []
const publisher = new Publisher({
  log: buildPublishedLog(db, LOG_NAME),
  witnesses: [{ name: 'police', verifier: parseCosignerKey(made.vkey), url }],
  fetch,
  clock: () => now,
  onTrouble: () => {},
  onFatal: ({ code }) => fatal.push(code),
  onFault: (error) => {
    throw error
  },
})
const write = (count: number) => Promise.all(Array.from({ length: count }, () => log.append(EVENT)))
const seen = () => made.state.list().map(({ origin, size }) => `${origin.slice(-4)} ${size}`)

t.test('an empty log is claimed to have been empty for years, and witnesses agree', async (t) => {
  const heads = await listClaimedHeads(db, LOG_SIGNER, now)
  t.same(
    heads.map(({ origin, size }) => [origin.slice(-4), size]),
    [2021, 2022, 2023, 2024, 2025, 2026].map((year) => [String(year), 0]),
  )
  await publisher.check(heads)
  t.same(made.state.list(), [], 'of what has not begun nothing is remembered')
  await publisher.publish()
  t.same(seen(), [])
})

t.test('proofs made of tiles and entries satisfy the witness, across tiles', async (t) => {
  for (const count of [1, 254, 1, 300]) {
    await write(count)
    await publisher.publish()
  }
  t.same(seen(), ['2026 557'])
  t.match(await findCosigned(db, 2026, made.vkey), { size: 557 })
  const [newest] = await listCosigned(db, { year: 2026, from: 1, most: 4 }, [made.vkey])
  t.equal(newest?.size, 557)
  t.same(await listCosigned(db, { year: 2026, from: 558, most: 4 }, [made.vkey]), [])
})

t.test(
  'the last checkpoint of a year is cosigned before the next year, and once more after its end',
  async (t) => {
    await write(3)
    const asked = events.length
    // Nobody was shown the last records of the year; the next has begun.
    setNow(Date.parse('2027-01-01T00:00:05.500Z'))
    await write(2)
    await publisher.publish()
    t.same(seen(), ['2026 560', '2027 3'])
    t.same(
      events.slice(asked).map(({ outcome, origin }) => `${outcome} ${origin?.slice(-4)}`),
      ['cosigned 2026', 'cosigned 2027'],
    )
    t.ok(
      (await findCosigned(db, 2026, made.vkey)).time * 1000 < now,
      'within the second of the turn',
    )
    setNow(now + 1_000)
    await publisher.publish()
    const { time } = await findCosigned(db, 2026, made.vkey)
    t.equal(time * 1000, now - 500, 'after the record that opened the next')
    const before = events.length
    await publisher.publish()
    t.equal(events.length, before, 'nobody is asked again for what is cosigned')
    setNow(now + 600_000)
    await publisher.publish()
    t.equal(events.length, before + 1, 'and after ten minutes for the current year alone')
    t.equal(events.at(-1)?.origin, `${LOG_NAME}/2027`)
    t.same(fatal, [])
  },
)

t.test(
  'a year whose tail was cut before the next was opened on it is refused at start',
  async (t) => {
    const claimed = await listClaimedHeads(db, LOG_SIGNER, now)
    t.same(
      claimed.map(({ origin, size }) => [origin.slice(-4), size]),
      [
        ['2026', 560],
        ['2027', 3],
      ],
      'the last checkpoints of years that are over are claimed too',
    )
    t.same([...(await publisher.check(claimed))], ['police'])
    const [cut] = await db<{ note: string; size: string }[]>`
    select note, size from log.checkpoint where year = 2026 and size < 560 order by size desc limit 1
  `
    const shorter = { origin: `${LOG_NAME}/2026`, size: Number(cut!.size), note: cut!.note }
    await t.rejects(publisher.check([shorter, claimed[1]!]), { code: 'witness-ahead' })
  },
)

t.test(
  'a backup from before the turn of the year is refused for the year that it does not have',
  async (t) => {
    const [final] = await listClaimedHeads(db, LOG_SIGNER, now)
    const empty = await testDatabase(t)
    const nothing = await listClaimedHeads(empty.db, LOG_SIGNER, now)
    // What the database of New Year's Eve would claim in January: its own newest, and that there is nothing since.
    const stale = [final!, ...nothing.filter(({ origin }) => origin === `${LOG_NAME}/2027`)]
    await t.rejects(publisher.check(stale), { code: 'witness-ahead' })
    await t.rejects(publisher.check(nothing), { code: 'witness-ahead' }, 'and an emptied one')
  },
)

t.test(
  'what the application says a witness said is kept of our own checkpoints alone, and never changed',
  async (t) => {
    const keep = (size: number) =>
      db`select log.keep_cosignature(2027, ${size}, ${made.vkey}, now(), ${'— w AAAA\n'})`
    await keep(3)
    await t.rejects(keep(4), { code: '23503' })
    await t.rejects(db`delete from log.cosignature`, { code: '42501' })
    await t.rejects(db`insert into log.cosignature select * from log.cosignature`, {
      code: '42501',
    })
  },
)

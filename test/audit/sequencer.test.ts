import t from 'tap'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { verifyRecordBody } from '../../src/protocol/record.ts'
import type { Appended, EventItem, WriteItem } from '../../src/audit/write-item.ts'
import { loadAppended } from '../../src/storage/appended.ts'
import { findStoredAnswer } from '../../src/storage/answer.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { BOARD, NOW, POLICE, testSealingKey } from '../fixtures/agency.ts'
import { disclosureItem, setUpItems } from '../fixtures/write-items.ts'

const { db, ownerDb } = await testDatabase(t)
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: { 'token-missing': 1 },
}

function verifyAppended({ index, size, checkpoint, proof, record }: Appended): void {
  const head = verifyLogCheckpoint(checkpoint, LOG_VERIFIER)
  if (head.size !== size) throw new Error('the checkpoint has another size')
  verifyInclusion(leafHash(record.leaf), index, head, proof)
  if (record.body !== null) verifyRecordBody(record.leaf, record.body, record.nonce!)
}

t.test('an empty log starts, and its first records are proven', async (t) => {
  const log = await startSequencer(db)
  const answers = await Promise.all(setUpItems().map((item) => log.append(item)))
  for (const answer of answers) verifyAppended(answer)
  t.same(
    answers.map(({ index }) => index),
    answers.map((_, i) => i + 1),
    'in the order in which they came, after the record that opens the year',
  )
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), answers.length + 1)
  await log.stop()
})

t.test('records of 600 callers in batches of every size are proven, and fill tiles', async (t) => {
  const log = await startSequencer(db, { batchLimit: 97 })
  const answers = await Promise.all(Array.from({ length: 600 }, () => log.append(EVENT)))
  for (const answer of answers) verifyAppended(answer)
  t.ok(new Set(answers.map(({ size }) => size)).size < 20, 'few batches')
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), log.size)
  const stored = await loadAppended(db, POLICE.agency, answers[300]!.index)
  t.same(stored.proof, answers[300]!.proof, 'the stored tree gives the same proof')
  t.equal(stored.checkpoint, answers[300]!.checkpoint)
  t.equal(stored.record.body, null, 'and no body to whom it does not concern')
  await log.stop()
})

t.test('a restart finds the same log and goes on', async (t) => {
  const before = await startSequencer(db)
  const { size } = before
  await before.stop()
  const log = await startSequencer(db)
  t.equal(log.size, size)
  verifyAppended(await log.append(EVENT))
  await checkLog(ownerDb, LOG_VERIFIER)
  await log.stop()
})

t.test(
  'a refused item gets its verdict and a record, and its neighbours their records',
  async (t) => {
    const log = await startSequencer(db)
    const size = log.size
    const good = [1, 2, 3].map((number) => disclosureItem(number))
    const retired = disclosureItem(4, { kid: testSealingKey(77).kid })
    const items: WriteItem[] = [good[0]!, retired, good[1]!, good[0]!, good[2]!]
    const results = await Promise.allSettled(items.map((item) => log.append(item)))
    t.same(
      results.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)),
      ['ok', 'key-retired', 'ok', 'id-spent', 'ok'],
    )
    t.equal(log.size, size + 4, 'three disclosures and one refusal; a repeat leaves none')
    await checkLog(ownerDb, LOG_VERIFIER)
    const [row] = await ownerDb<{ body: Buffer }[]>`
    select body from content.record where index = ${size + 1}
  `
    t.match(JSON.parse(row!.body.toString()), { ev: 'write.refused', code: 'key-retired' })
    const given = await findStoredAnswer(db, POLICE.agency, good[0]!.head.id)
    t.match(given, { manifest: good[0]!.manifest.digest, status: 201, body: { number: 1 } })
    verifyAppended(given!.appended)
    t.equal(await findStoredAnswer(db, BOARD.agency, good[0]!.head.id), undefined)
    await log.stop()
  },
)

t.test('an item that cannot even be encoded fails alone', async (t) => {
  const log = await startSequencer(db)
  const unfit = disclosureItem(50)
  const items: WriteItem[] = [
    EVENT,
    { ...EVENT, counts: { a: 1n as unknown as number } },
    EVENT,
    { ...unfit, head: { ...unfit.head, id: 'no uuid' } },
    EVENT,
  ]
  const results = await Promise.allSettled(items.map((item) => log.append(item)))
  t.same(
    results.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)),
    ['ok', 'write-refused', 'ok', 'write-refused', 'ok'],
  )
  await checkLog(ownerDb, LOG_VERIFIER)
  await log.stop()
})

t.test('records never go back in time when the clock does', async (t) => {
  let now = NOW + 60_000
  const log = await startSequencer(db, { clock: () => now })
  const first = await log.append(EVENT)
  now -= 3_600_000
  const second = await log.append(EVENT)
  t.equal(second.at, first.at)
  await log.stop()
  const restarted = await startSequencer(db, { clock: () => now })
  t.equal((await restarted.append(EVENT)).at, first.at, 'not after a restart either')
  await restarted.stop()
})

t.test('a full queue refuses and records nothing half', async (t) => {
  const log = await startSequencer(db, { queueLimit: 3 })
  const { size } = log
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => log.append(EVENT)))
  t.same(
    results.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)),
    ['ok', 'ok', 'ok', 'queue-full', 'queue-full'],
  )
  t.equal(log.size, size + 4, 'the three, and that the clock lies behind what came before')
  await log.stop()
  await t.rejects(log.append(EVENT), { code: 'log-stopped' })
})

t.test('large content is written in batches that the database can take', async (t) => {
  const log = await startSequencer(db, { batchBytes: 1_000_000, queueBytes: 3_000_000 })
  const large = (number: number, size: number) => disclosureItem(number, { size })
  const items = [
    large(70, 600_000),
    large(71, 600_000),
    large(72, 1_500_000),
    large(73, 600_000),
    large(74, 10),
  ]
  const results = await Promise.allSettled(items.map((item) => log.append(item)))
  t.same(
    results.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code)),
    ['ok', 'ok', 'ok', 'queue-full', 'ok'],
  )
  const sizes = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value.size] : []))
  t.equal(new Set(sizes).size, 4, 'none shares a batch with more than it may')
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), log.size)
  await log.stop()
})

t.test('two sequencers on one database share the log without a gap', async (t) => {
  const [one, two] = await Promise.all([startSequencer(db), startSequencer(db)])
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, i % 17))
      return (i % 2 === 0 ? one : two).append(EVENT)
    }),
  )
  for (const answer of answers) verifyAppended(answer)
  t.equal(new Set(answers.map(({ index }) => index)).size, 200)
  await Promise.all([one.stop(), two.stop()])
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), Math.max(one.size, two.size))
})

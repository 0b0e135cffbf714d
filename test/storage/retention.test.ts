import t from 'tap'
import { verifyRecordBody } from '../../src/protocol/record.ts'
import { listRecordsAbout } from '../../src/storage/appended.ts'
import { findDisclosure, loadSubmission } from '../../src/storage/disclosure.ts'
import { listDue } from '../../src/storage/retention.ts'
import { BOARD, NOW, POLICE } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import {
  disclosureItem,
  openItem,
  receiptItem,
  setUpItems,
  withdrawalItem,
} from '../fixtures/write-items.ts'
import type { DisclosureItem, ExpiryItem } from '../../src/audit/write-item.ts'

const DAY = 86_400_000
const KEPT = 365
/** When the acts of this file are signed. */
const AT = '2026-03-02T10:00:00.000Z'

const { db, ownerDb } = await testDatabase(t)
let now = NOW
const log = await startSequencer(db, { clock: () => now })
await Promise.all(setUpItems().map((item) => log.append(item)))

/** The author's side of a registration. */
const SENDER = {
  at: AT,
  agency: POLICE.agency,
  function: POLICE.functionKey.function,
  member: POLICE.author.payload.member,
  credential: POLICE.author.digest,
}

function expiryOf({ head, manifest }: DisclosureItem): ExpiryItem {
  return {
    kind: 'expiry',
    disclosure: head.id,
    manifest: manifest.digest,
    keptDays: KEPT,
  }
}

/** Which of these are due at a time. */
async function dueOf(items: readonly DisclosureItem[], at: number): Promise<number[]> {
  const due = (await listDue(db, { at, keptDays: KEPT }, 100)).map(({ disclosure }) => disclosure)
  return items.flatMap(({ head }, i) => (due.includes(head.id) ? [i] : []))
}

const [registered, open, recalled, late] = [1, 2, 3, 4].map((n) => disclosureItem(n)) as [
  DisclosureItem,
  DisclosureItem,
  DisclosureItem,
  DisclosureItem,
]
const ALL = [registered, open, recalled, late]
for (const item of ALL) await log.append(item)

t.test('what one side has registered, or nobody, is not due, nor before 30 days', async (t) => {
  await log.append(receiptItem(registered, 'registered', { at: AT }))
  t.same(await dueOf(ALL, Date.parse(AT) + 31 * DAY), [], 'the sender has not registered it')
  await log.append(receiptItem(registered, 'registered', SENDER, POLICE.author))
  await log.append(withdrawalItem(recalled, { at: AT }))
  await log.append(openItem(late))
  await log.append(withdrawalItem(late, { at: AT }))
  t.same(await dueOf(ALL, Date.parse(AT) + 30 * DAY - 1), [])
  t.same(await dueOf(ALL, Date.parse(AT) + 30 * DAY), [0, 2], 'registered, and recalled unopened')
  t.same(await dueOf(ALL, NOW + KEPT * DAY - 1), [0, 2])
  t.same(await dueOf(ALL, NOW + KEPT * DAY), [0, 1, 2, 3], 'kept for a year at most')
})

t.test('nothing expires before it is due, whatever was asked for', async (t) => {
  await t.rejects(log.append(expiryOf(registered)), { code: 'not-expired' })
  const atOnce = { ...expiryOf(open), keptDays: 0 }
  await t.rejects(log.append(atOnce), { code: 'not-expired' })
  t.ok(await loadSubmission(db, BOARD.agency, registered.head.id))
})

t.test('content goes with its record, once; facts and proofs stay', async (t) => {
  now = Date.parse(AT) + 30 * DAY
  const { id } = registered.head
  const twice = await Promise.allSettled([
    log.append(expiryOf(registered)),
    log.append(expiryOf(registered)),
  ])
  t.match(twice, [{ status: 'fulfilled' }, { reason: { code: 'already-recorded' } }])
  const rows = await ownerDb`select 1 from content.submission where disclosure = ${id}`
  t.equal(rows.length, 0)
  for (const agency of [POLICE.agency, BOARD.agency]) {
    await t.rejects(loadSubmission(db, agency, id), { code: 'content-expired' })
    t.match(await findDisclosure(db, agency, id), {
      state: 'released',
      expiredAt: new Date(now).toISOString(),
    })
    const records = await listRecordsAbout(db, agency, id)
    const { leaf, body, nonce } = records.at(-1)!
    t.match(verifyRecordBody(leaf, body!, nonce!), {
      ev: 'content.expired',
      disclosure: id,
      manifest: registered.manifest.digest,
    })
  }
  const opening = openItem(registered, { at: '2026-04-02T10:00:00.000Z' })
  await t.rejects(log.append(opening), { code: 'content-expired' })
  await t.rejects(loadSubmission(db, 'regionen-annanstans', id), { code: 'not-found' })
  t.ok(await loadSubmission(db, BOARD.agency, open.head.id), 'its neighbour stays')
  t.same(await dueOf(ALL, now), [2])
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), log.size, 'and everything still verifies')
  await log.stop()
})

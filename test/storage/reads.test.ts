import t from 'tap'
import { parseEntryBundle, encodeEntryBundle } from '../../src/protocol/tlog/tile.ts'
import { findStoredAnswer } from '../../src/storage/answer.ts'
import { listRecordsAbout, loadAppended } from '../../src/storage/appended.ts'
import { findCheckpointOf, findNewestCheckpoint } from '../../src/storage/checkpoints.ts'
import { findVersion, listAfter } from '../../src/storage/directory.ts'
import { findDisclosure, loadSubmission } from '../../src/storage/disclosure.ts'
import { listInbox } from '../../src/storage/inbox.ts'
import type { InboxQuery } from '../../src/storage/inbox.ts'
import { findPolicySet, listPolicyActivations } from '../../src/storage/policy-set.ts'
import { findTaker } from '../../src/storage/receipt.ts'
import { listStatementsAbout } from '../../src/storage/statement.ts'
import { findTile, listEntryBodies, loadEntryBundle } from '../../src/storage/tiles.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { verifyRecordBody } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { BOARD, POLICE } from '../fixtures/agency.ts'
import { testDatabase } from '../fixtures/database.ts'
import { startSequencer } from '../fixtures/log.ts'
import {
  NODE_KEY,
  countersignatureItem,
  disclosureItem,
  openItem,
  receiptItem,
  setUpItems,
} from '../fixtures/write-items.ts'

const { db } = await testDatabase(t)
const log = await startSequencer(db)
const SET_UP = setUpItems()
await Promise.all(SET_UP.map((item) => log.append(item)))
const STRANGER = 'regionen-annanstans'

t.test('the directory is read in the log’s order, from any place on', async (t) => {
  const version = await findVersion(db)
  t.equal(version, SET_UP.length)
  const all = await listAfter(db, -1)
  t.same(
    all.map(({ kind, text }) => [kind, text]),
    SET_UP.map(({ of, statement }) => [of, statement.text]),
  )
  t.same(
    (await listAfter(db, 5)).map(({ recorded }) => recorded),
    [6, 7, 8, 9, 10, 11],
  )
})

t.test('a released disclosure is read by its parties and by nobody else', async (t) => {
  const item = disclosureItem(1)
  const appended = await log.append(item)
  const { id } = item.head
  for (const agency of [POLICE.agency, BOARD.agency]) {
    t.match(await findDisclosure(db, agency, id), {
      id,
      state: 'released',
      manifest: item.manifest.text,
      decision: { digest: item.decision.digest },
      from: { agency: POLICE.agency },
      to: [BOARD.functionKey.function],
      case: item.head.case,
      urgency: 'priority',
      releasedAt: appended.at,
      recorded: appended.index,
    })
    t.same(await loadSubmission(db, agency, id), Buffer.from(item.submission!))
    const { proof, checkpoint, record } = await loadAppended(db, agency, appended.index)
    t.same({ proof, checkpoint }, { proof: appended.proof, checkpoint: appended.checkpoint })
    t.equal(verifyRecordBody(record.leaf, record.body!, record.nonce!).disclosure, id)
  }
  t.equal(await findDisclosure(db, STRANGER, id), undefined)
  await t.rejects(loadSubmission(db, STRANGER, id), { code: 'not-found' })
  t.same(await listStatementsAbout(db, STRANGER, id), [])
  t.same(await listRecordsAbout(db, STRANGER, id), [])
  t.equal((await loadAppended(db, STRANGER, appended.index)).record.body, null)
})

t.test('the answer is read by its author’s agency alone', async (t) => {
  const denied = disclosureItem(2, { outcome: 'denied' })
  const appended = await log.append(denied)
  t.match(await findStoredAnswer(db, POLICE.agency, denied.head.id), {
    manifest: denied.manifest.digest,
    status: 403,
    body: denied.answer.body,
    decision: Buffer.from(denied.decision.bytes),
    appended: { index: appended.index, checkpoint: appended.checkpoint },
  })
  t.equal(await findStoredAnswer(db, BOARD.agency, denied.head.id), undefined)
})

t.test('what happened to a disclosure is read by both sides, oldest first', async (t) => {
  const held = disclosureItem(3, { outcome: 'held' })
  const { id } = held.head
  const steps = [held, countersignatureItem(held), openItem(held), receiptItem(held, 'taken-over')]
  for (const step of steps) await log.append(step)
  for (const agency of [POLICE.agency, BOARD.agency]) {
    t.same(
      (await listStatementsAbout(db, agency, id)).map(({ kind }) => kind),
      ['manifest', 'countersignature', 'receipt', 'open-request', 'receipt'],
    )
    t.same(
      (await listRecordsAbout(db, agency, id)).map(
        ({ leaf, body, nonce }) => verifyRecordBody(leaf, body!, nonce!).ev,
      ),
      ['disclosure.held', 'countersignature.approve', 'disclosure.opened', 'disclosure.taken-over'],
    )
  }
  t.match(await findTaker(db, BOARD.agency, id, BOARD.functionKey.function), {
    member: BOARD.author.payload.member,
  })
  t.equal(await findTaker(db, STRANGER, id, BOARD.functionKey.function), undefined)
})

/** Every item of a box, page by page. */
async function readBox(query: InboxQuery): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: number | null | undefined; cursor !== null;) {
    const page = await listInbox(db, { ...query, ...(cursor !== undefined && { cursor }) })
    if (page.items.length > query.limit) throw new Error('a page is too long')
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  }
  return ids
}

t.test('a box is read in pages, newest first, each line once', async (t) => {
  const items = Array.from({ length: 7 }, (_, i) => disclosureItem(100 + i))
  await Promise.all(items.map((item) => log.append(item)))
  const held = disclosureItem(120, { outcome: 'held' })
  const refused = disclosureItem(121, { outcome: 'held' })
  await log.append(held)
  await log.append(refused)
  await log.append(countersignatureItem(refused, { verdict: 'refuse', releases: false }))
  const mine = { agency: BOARD.agency, function: BOARD.functionKey.function } as const
  const theirs = { agency: POLICE.agency, function: POLICE.functionKey.function } as const
  const newest = items.map(({ head }) => head.id).toReversed()
  t.same((await readBox({ ...mine, box: 'in', limit: 3 })).slice(0, 7), newest)
  t.equal((await readBox({ ...mine, box: 'in', limit: 3 })).length, 9)
  t.equal((await readBox({ ...mine, box: 'in', limit: 9 })).length, 9, 'the last page is full')
  const sent = await listInbox(db, { ...theirs, box: 'sent', limit: 2 })
  t.same(
    sent.items.map(({ id, state }) => [id, state]),
    [
      [refused.head.id, 'refused'],
      [held.head.id, 'held'],
    ],
  )
  t.same(await readBox({ ...theirs, box: 'held', limit: 5 }), [held.head.id])
  t.same(await readBox({ ...mine, agency: STRANGER, box: 'in', limit: 5 }), [], 'not theirs')
  t.same(await readBox({ ...theirs, box: 'in', limit: 5 }), [])
  const [last] = (await listInbox(db, { ...mine, box: 'in', limit: 9 })).items.slice(-2)
  t.match(last, { owner: BOARD.author.payload.member, type: 'risk-assessment' })
})

t.test('a policy set that was ever active can be read', async (t) => {
  const pack = encodeUtf8('{"rules":[]}')
  const policySet = digestOf(pack)
  const payload = {
    v: 1,
    policySet,
    activeFrom: '2026-03-02T00:00:00.000Z',
    retires: null,
    proposal: null,
    approvals: [],
  } as const
  const text = signStatement('policy-activation', payload, NODE_KEY)
  const { digest } = parseStatementUnsafe('policy-activation', text)
  const statement = { digest, text, payload }
  const { index } = await log.append({
    kind: 'statement',
    of: 'policy-activation',
    statement,
    pack,
  })
  t.same(await listPolicyActivations(db), [
    { policySet, activeFrom: payload.activeFrom, proposal: null, recorded: index },
  ])
  t.same(await findPolicySet(db, policySet), Buffer.from(pack))
  t.equal(await findPolicySet(db, digest), undefined)
})

t.test('tiles, bundles and checkpoints are served as the log has them', async (t) => {
  const event = {
    kind: 'event',
    event: 'requests.refused',
    agency: null,
    actor: null,
    counts: {},
  } as const
  await Promise.all(Array.from({ length: 300 }, () => log.append(event)))
  const newest = (await findNewestCheckpoint(db))!
  const { size } = newest
  t.equal(size, log.size)
  t.equal((await findCheckpointOf(db, 0))!.size > 0, true)
  t.equal(await findCheckpointOf(db, size), undefined)
  const full = await findTile(db, newest, size, { level: 0, index: 0, width: 256 })
  t.equal(full?.length, 8192)
  const rest = size - 256
  t.equal(
    (await findTile(db, newest, size, { level: 0, index: 1, width: rest }))?.length,
    rest * 32,
  )
  t.equal(await findTile(db, newest, size, { level: 0, index: 1, width: rest + 1 }), undefined)
  t.equal((await findTile(db, newest, size, { level: 1, index: 0, width: 1 }))?.length, 32)
  const bodies = await listEntryBodies(db, 0, 256)
  t.same(new Uint8Array(await loadEntryBundle(db, 0, 256)), encodeEntryBundle(bodies))
  t.same(
    parseEntryBundle(encodeEntryBundle(bodies)),
    bodies.map((body) => Uint8Array.from(body)),
  )
  await log.stop()
})

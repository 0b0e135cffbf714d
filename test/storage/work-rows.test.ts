/** What screens read is an agency's own: under another name there is nothing, whatever functions and cases are named. */
import t from 'tap'
import { listChanged } from '../../src/storage/changes.ts'
import { listDrafts, findDraft, saveDraft } from '../../src/storage/drafts.ts'
import { listOwnActs, listOwnRecords } from '../../src/storage/openings.ts'
import { findThread, listCases } from '../../src/storage/thread.ts'
import { listArrivals, listWaiting, listWork } from '../../src/storage/work.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const world = await publishedWorld(t)
const { db } = world.database
const { police, board } = world
const { sendOne, open } = actsOf(world)
const sent = await sendOne()
await open(sent)
const held = await sendOne({ escalates: true })
const [reception, investigation] = [
  board.function('vinr-mottagning').id,
  police.function('utredning').id,
]
const STRANGER = 'regionen-annanstans'
const all = { from: 0, to: 1_000_000 }

t.test('the two parties read what is theirs', async (t) => {
  const { agency } = board
  t.equal((await listWork(db, { agency, function: reception }, world.now, 9)).unowned.total, 1)
  t.ok(await findThread(db, { agency, functions: [reception], keptDays: 365 }, sent.head.case))
  t.equal((await listChanged(db, agency, { after: 0, until: 1_000_000 })).length, 1)
  t.equal((await listOwnActs(db, { agency, member: board.member('disa').member }, all)).length, 1)
})

t.test('a stranger reads nothing of it', async (t) => {
  for (const agency of [STRANGER, '']) {
    for (const id of [reception, investigation]) {
      const work = await listWork(db, { agency, function: id }, world.now, 9)
      t.same([work.unowned.total, work.ours.total, work.waiting.total], [0, 0, 0])
      t.same((await listCases(db, { agency, function: id }, { limit: 9 })).items, [])
      t.same(await listArrivals(db, { agency, function: id }, 9), [])
      t.match(await listWaiting(db, agency, [id], []), [{ unowned: 0, acute: 0, toDecide: 0 }])
    }
    const functions = [reception, investigation]
    t.equal(await findThread(db, { agency, functions, keptDays: 365 }, sent.head.case), undefined)
    t.same(await listChanged(db, agency, { after: 0, until: 1_000_000 }), [])
    t.same(await listOwnActs(db, { agency, member: board.member('disa').member }, all), [])
  }
})

t.test('one party reads nothing of what is the other’s alone', async (t) => {
  const { agency } = board
  const functions = [reception, investigation, police.function('beslut').id]
  t.equal(
    await findThread(db, { agency, functions, keptDays: 365 }, held.head.case),
    undefined,
    'held at the other',
  )
  const changed = await listChanged(db, agency, { after: 0, until: 1_000_000 })
  t.same(
    changed.map((change) => change.function),
    [reception],
  )
  const actor = world.deps.recordKey.pseudonymOf(
    agency,
    board.member('disa').member,
    encodeTime(world.now),
  )
  t.ok((await listOwnRecords(db, { agency, actor, ...all })).length > 0)
  t.same(await listOwnRecords(db, { agency: police.agency, actor, ...all }), [])
})

t.test('a draft is its member’s and agency’s', async (t) => {
  const name = { agency: board.agency, member: board.member('disa').member, id: newUuid(world.now) }
  await saveDraft(db, { ...name, sequence: 1, bytes: Uint8Array.of(1), now: world.now, most: 9 })
  t.same(await findDraft(db, name, 0), Buffer.of(1))
  for (const other of [
    { ...name, agency: STRANGER },
    { ...name, agency: police.agency },
    { ...name, member: board.member('emil').member },
  ]) {
    t.equal(await findDraft(db, other, 0), undefined)
    t.same(await listDrafts(db, other, 0), [])
  }
})

import t from 'tap'
import { Sequencer } from '../../src/audit/sequencer.ts'
import type { WriteItem } from '../../src/audit/write-item.ts'
import { buildAuditStore } from '../../src/storage/audit-store.ts'
import { connect } from '../../src/storage/db.ts'
import { findDisclosure } from '../../src/storage/disclosure.ts'
import type { DisclosureState } from '../../src/storage/disclosure.ts'
import { listInbox } from '../../src/storage/inbox.ts'
import { listStatementsAbout } from '../../src/storage/statement.ts'
import { BOARD, NOW, POLICE } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { digestOfWord } from '../fixtures/disclosure.ts'
import { LOG_SIGNER, RECORD_KEY, LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import {
  countersignatureItem,
  disclosureItem,
  openItem,
  setUpItems,
  withdrawalItem,
} from '../fixtures/write-items.ts'

const { db, ownerDb, url } = await testDatabase(t)
const log = await startSequencer(db)
await Promise.all(setUpItems().map((item) => log.append(item)))

t.afterEach(async () => {
  await checkLog(ownerDb, LOG_VERIFIER)
})

/** The code that an item is refused with, or 'ok'. */
async function codeOf(item: WriteItem, writer = log): Promise<string> {
  return writer.append(item).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )
}

/** What happens to items that arrive together. */
function together(...items: readonly WriteItem[]): Promise<string[]> {
  return Promise.all(items.map((item) => codeOf(item)))
}

async function stateFor(agency: string, id: string): Promise<DisclosureState | undefined> {
  return (await findDisclosure(db, agency, id))?.state
}

t.test(
  'before release it cancels: nobody can release it, and no receiver hears of it',
  async (t) => {
    const held = disclosureItem(1, { outcome: 'held' })
    t.equal(await codeOf(withdrawalItem(held)), 'not-released', 'before it is there')
    const withdrawal = withdrawalItem(held)
    t.same(await together(held, withdrawal, countersignatureItem(held)), [
      'ok',
      'ok',
      'already-decided',
    ])
    t.equal(await stateFor(POLICE.agency, held.head.id), 'cancelled')
    t.equal(await stateFor(BOARD.agency, held.head.id), undefined)
    t.same(await listStatementsAbout(db, BOARD.agency, held.head.id), [])
    const waiting = {
      agency: POLICE.agency,
      function: held.head.from.function,
      box: 'held',
    } as const
    t.same((await listInbox(db, { ...waiting, limit: 5 })).items, [])
    t.equal(await codeOf(withdrawal), 'already-recorded')
    t.equal(await codeOf(withdrawalItem(held, { reasons: ['other'] })), 'already-withdrawn')
  },
)

t.test('after release and before the first opening it recalls', async (t) => {
  const item = disclosureItem(2)
  t.same(await together(item, withdrawalItem(item), openItem(item)), ['ok', 'ok', 'recalled'])
  for (const agency of [POLICE.agency, BOARD.agency]) {
    t.equal(await stateFor(agency, item.head.id), 'recalled')
    const kinds = (await listStatementsAbout(db, agency, item.head.id)).map(({ kind }) => kind)
    t.same(kinds, ['manifest', 'receipt', 'withdrawal'])
  }
  const received = { agency: BOARD.agency, function: item.head.to[0]!, box: 'in' } as const
  const [line] = (await listInbox(db, { ...received, limit: 1 })).items
  t.match(line, { id: item.head.id, state: 'recalled' })
})

t.test('after an opening it is recorded and told, and takes nothing back', async (t) => {
  const item = disclosureItem(3)
  t.same(await together(item, openItem(item), withdrawalItem(item)), ['ok', 'ok', 'ok'])
  for (const agency of [POLICE.agency, BOARD.agency])
    t.equal(await stateFor(agency, item.head.id), 'withdrawn-late')
  const again = openItem(item, { at: '2026-03-02T09:59:00.000Z' })
  t.equal(await codeOf(again), 'ok', 'who has read it may read it again')
})

t.test('of an opening and a withdrawal at once, by two processes, one is first', async (t) => {
  const otherDb = connect(url, { max: 1 })
  const other = await Sequencer.start({
    store: buildAuditStore(otherDb),
    signer: LOG_SIGNER,
    recordKey: RECORD_KEY,
    clock: () => NOW,
  })
  const outcomes = new Set<string>()
  for (let i = 10; i < 30; i++) {
    const item = disclosureItem(i)
    await log.append(item)
    const acts = [codeOf(openItem(item)), codeOf(withdrawalItem(item), other)]
    const [opened, withdrawn] = await Promise.all(i % 2 === 0 ? acts : acts.toReversed()).then(
      (codes) => (i % 2 === 0 ? codes : codes.toReversed()),
    )
    t.equal(withdrawn, 'ok')
    const expected = { ok: 'withdrawn-late', recalled: 'recalled' }[opened!]
    t.equal(await stateFor(BOARD.agency, item.head.id), expected)
    t.equal(await stateFor(POLICE.agency, item.head.id), expected)
    outcomes.add(opened!)
  }
  t.ok([...outcomes].every((code) => code === 'ok' || code === 'recalled'))
  await other.stop()
  await otherDb.end()
})

t.test('only what its agency sent, and nobody refused, is withdrawn', async (t) => {
  const item = disclosureItem(40)
  t.equal(await codeOf(item), 'ok')
  const { agency, functionKey, author } = BOARD
  const receiver = {
    agency,
    function: functionKey.function,
    member: author.payload.member,
    credential: author.digest,
  }
  t.equal(await codeOf(withdrawalItem(item, receiver)), 'not-released', 'by its receiver')
  const other = { manifest: digestOfWord('other') }
  t.equal(await codeOf(withdrawalItem(item, other)), 'not-released', 'of another manifest')
  const nobody = { credential: digestOfWord('nobody') }
  t.equal(await codeOf(withdrawalItem(item, nobody)), 'credential-revoked')
  const denied = disclosureItem(41, { outcome: 'denied' })
  t.same(await together(denied, withdrawalItem(denied)), ['ok', 'not-released'])
  const held = disclosureItem(42, { outcome: 'held' })
  const refuse = countersignatureItem(held, { verdict: 'refuse', releases: false })
  t.same(await together(held, refuse, withdrawalItem(held)), ['ok', 'ok', 'already-decided'])
  t.equal(await stateFor(POLICE.agency, held.head.id), 'refused')
  await log.stop()
})

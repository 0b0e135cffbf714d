import t from 'tap'
import type { DisclosureItem, WriteItem } from '../../src/audit/write-item.ts'
import type { Receipt } from '../../src/protocol/statements/receipt.ts'
import { BOARD, POLICE, testUuid } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import {
  agreementItem,
  countersignatureItem,
  disclosureItem,
  receiptItem,
  setUpItems,
} from '../fixtures/write-items.ts'

const { db, ownerDb } = await testDatabase(t)
const log = await startSequencer(db)
const OTHER_FUNCTION = 'polisen-sydlanda/annan'

t.before(async () => {
  const setUp = [
    ...setUpItems(),
    agreementItem({ id: testUuid(0x501), caseTypes: ['exit-support'] }),
  ]
  for (const item of setUp) await log.append(item)
})

t.afterEach(async () => {
  await checkLog(ownerDb, LOG_VERIFIER)
})

/** The code that an item is refused with, or 'ok'. */
function codeOf(item: WriteItem): Promise<string> {
  return log.append(item).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )
}

/** As it would be in the tables, whatever its manifest says. */
function withHead(item: DisclosureItem, head: Partial<DisclosureItem['head']>): DisclosureItem {
  return { ...item, head: { ...item.head, ...head } }
}

/** The receipt of the police that a question of the board’s is answered. */
function answered(question: DisclosureItem, answer: DisclosureItem): WriteItem {
  const { agency, author, functionKey } = POLICE
  const changes: Partial<Receipt> = {
    agency,
    function: functionKey.function,
    member: author.payload.member,
    credential: author.digest,
    answer: answer.head.id,
  }
  return receiptItem(question, 'answered', changes, author)
}

t.test('a question is answered by what has reached the function that asked it', async (t) => {
  const question = disclosureItem(1, { from: BOARD })
  t.equal(await codeOf(question), 'ok')
  const reply = { case: question.head.case, inReplyTo: question.head.id }
  const held = disclosureItem(2, { outcome: 'held', head: reply })
  t.equal(await codeOf(held), 'ok')
  t.equal(await codeOf(answered(question, held)), 'answer-unknown', 'it may be refused yet')
  t.equal(await codeOf(countersignatureItem(held)), 'ok')
  t.equal(await codeOf(answered(question, held)), 'ok')

  const elsewhere = withHead(disclosureItem(3, { head: reply }), { to: ['region-nord/akuten'] })
  t.equal(await codeOf(elsewhere), 'ok')
  t.equal(await codeOf(answered(question, elsewhere)), 'answer-unknown', 'told to somebody else')
})

t.test('a function corrects and renews what is its own, not its colleagues’', async (t) => {
  const first = disclosureItem(10)
  t.equal(await codeOf(first), 'ok')
  const { from, case: inCase, id } = first.head
  for (const [number, named] of [{ corrects: id }, { supersedes: id }].entries()) {
    const own = disclosureItem(11 + number, { head: { case: inCase, ...named } })
    t.equal(await codeOf(own), 'ok')
    const other = disclosureItem(13 + number, { head: { case: inCase, ...named } })
    const theirs = withHead(other, { from: { ...from, function: OTHER_FUNCTION } })
    t.equal(await codeOf(theirs), 'case-unknown')
  }
})

t.test('a case stays of its kind, also within one batch', async (t) => {
  const first = disclosureItem(20)
  t.equal(await codeOf(first), 'ok')
  const linked = { case: first.head.case, caseType: 'exit-support' } as const
  t.equal(await codeOf(disclosureItem(21, { head: linked })), 'case-type-differs')
  t.equal(await codeOf(disclosureItem(22, { from: BOARD, head: linked })), 'case-type-differs')
  const denied = disclosureItem(23, { outcome: 'denied', head: { caseType: 'exit-support' } })
  t.equal(await codeOf(denied), 'ok')
  t.equal(await codeOf(disclosureItem(24, { head: { case: denied.head.case } })), 'ok')

  const two = [
    disclosureItem(25),
    disclosureItem(26, { head: { ...linked, case: disclosureItem(25).head.case } }),
  ]
  t.same(await Promise.all(two.map(codeOf)), ['ok', 'case-type-differs'])
})

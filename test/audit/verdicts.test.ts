import t from 'tap'
import { Sequencer } from '../../src/audit/sequencer.ts'
import type { WriteItem } from '../../src/audit/write-item.ts'
import { findDisclosure, loadSubmission } from '../../src/storage/disclosure.ts'
import { listStatementsAbout } from '../../src/storage/statement.ts'
import { BOARD, POLICE, testSealingKey, testUuid } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { digestOfWord } from '../fixtures/disclosure.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import {
  agreementItem,
  countersignatureItem,
  directoryItems,
  disclosureItem,
  openItem,
  receiptItem,
  rosterItem,
  setUpItems,
} from '../fixtures/write-items.ts'

const { db, ownerDb } = await testDatabase(t)
const log = await startSequencer(db)
const seen = new Set<string>()

t.afterEach(async () => {
  await checkLog(ownerDb, LOG_VERIFIER)
})

/** The code that an item is refused with, or 'ok'. */
async function codeOf(item: WriteItem): Promise<string> {
  const code = await log.append(item).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )
  seen.add(code)
  return code
}

/** What happens to items that arrive together. */
function together(...items: readonly WriteItem[]): Promise<string[]> {
  return Promise.all(items.map(codeOf))
}

t.test('nothing is disclosed before both agencies and their agreement are recorded', async (t) => {
  t.equal(await codeOf(disclosureItem(1)), 'credential-revoked')
  t.equal(await codeOf(rosterItem(POLICE)), 'root-unknown')
  t.equal(await codeOf(agreementItem()), 'root-unknown')
  t.same(new Set(await together(...directoryItems(POLICE))), new Set(['ok']))
  t.equal(await codeOf(disclosureItem(1)), 'key-retired', 'the receiver has no key here')
  t.same(new Set(await together(...directoryItems(BOARD))), new Set(['ok']))
  t.equal(await codeOf(disclosureItem(1)), 'agreement-not-in-force')
  const other = agreementItem({ id: testUuid(0x501), caseTypes: ['exit-support'] })
  const over = agreementItem({ id: testUuid(0x502), validUntil: '2026-02-01T00:00:00.000Z' })
  t.same(await together(other, over), ['ok', 'ok'])
  t.equal(await codeOf(disclosureItem(1)), 'agreement-not-in-force', 'other case type, or over')
  t.equal(await codeOf(agreementItem()), 'ok')
  t.equal(await codeOf(disclosureItem(1)), 'ok')
})

t.test('a directory statement is recorded once and only in its turn', async (t) => {
  const again = setUpItems()
  t.same(new Set(await together(...again)), new Set(['already-recorded']))
  t.equal(
    await codeOf(agreementItem({ validUntil: '2028-01-01T00:00:00.000Z' })),
    'id-conflict',
    'an agreement keeps its id',
  )
  const previous = again[4]!.statement.digest
  t.equal(await codeOf(rosterItem(POLICE, { number: 3, previous })), 'roster-not-next')
  const forked = { number: 2, previous: digestOfWord('another roster 1') }
  t.equal(await codeOf(rosterItem(POLICE, forked)), 'roster-not-next')
  t.equal(await codeOf(rosterItem(POLICE, { root: digestOfWord('other') })), 'root-unknown')
  const root = setUpItems()[0]!
  if (root.of !== 'root') throw new TypeError()
  const { payload } = root.statement
  const next = { ...root, statement: { ...root.statement, digest: digestOfWord('root 2') } }
  t.equal(await codeOf(next), 'root-not-next', 'a second root 1')
  const third = { ...next, statement: { ...next.statement, payload: { ...payload, sequence: 3 } } }
  t.equal(await codeOf(third), 'root-not-next')
})

t.test('a key names one member and one function for ever', async (t) => {
  const [, functionKey, credential] = directoryItems(POLICE)
  if (functionKey?.of !== 'function-key' || credential?.of !== 'credential') throw new TypeError()
  const { statement: key } = functionKey
  t.equal(
    await codeOf({
      ...functionKey,
      statement: {
        ...key,
        digest: digestOfWord('key'),
        payload: { ...key.payload, function: 'polisen-sydlanda/annan' },
      },
    }),
    'key-in-use',
  )
  const { statement: member } = credential
  t.equal(
    await codeOf({
      ...credential,
      statement: {
        ...member,
        digest: digestOfWord('credential'),
        payload: { ...member.payload, member: testUuid(77) },
      },
    }),
    'key-in-use',
  )
})

t.test('an id is spent once it is answered', async (t) => {
  t.equal(await codeOf(disclosureItem(1)), 'id-spent')
  t.equal(await codeOf(disclosureItem(1, { head: { urgency: 'acute' } })), 'id-conflict')
  t.equal(await codeOf(disclosureItem(1, { from: BOARD })), 'id-conflict', 'of another agency')
  const denied = disclosureItem(2, { outcome: 'denied' })
  t.equal(await codeOf(denied), 'ok')
  t.equal(await codeOf(disclosureItem(2)), 'id-spent', 'the denial is its answer')
  t.equal(await findDisclosure(db, POLICE.agency, denied.head.id), undefined)
  const twice = disclosureItem(3)
  t.same(await together(twice, twice), ['ok', 'id-spent'], 'in one batch')
})

t.test('a repeat is told so only when what it repeats is durable', async (t) => {
  const item = disclosureItem(0x7e)
  const told: string[] = []
  const first = log.append(item).then(() => told.push('durable'))
  const second = log.append(item).catch(({ code }: { code: string }) => told.push(code))
  await Promise.all([first, second])
  t.same(told, ['durable', 'id-spent'])
})

t.test('a case belongs to those who take part in it', async (t) => {
  const first = disclosureItem(10)
  t.equal(await codeOf(first), 'ok')
  const reply = (number: number, head: object) => disclosureItem(number, { from: BOARD, head })
  const inCase = { case: first.head.case, inReplyTo: first.head.id }
  t.equal(await codeOf(reply(11, inCase)), 'ok')
  t.equal(await codeOf(reply(12, { ...inCase, case: '0000-0012' })), 'case-unknown')
  t.equal(await codeOf(reply(13, { ...inCase, inReplyTo: testUuid(1) })), 'case-unknown')
  t.equal(await codeOf(reply(14, { case: first.head.case })), 'ok', 'they take part now')
  const held = disclosureItem(15, { outcome: 'held' })
  t.equal(await codeOf(held), 'ok')
  t.equal(await codeOf(reply(16, { case: held.head.case })), 'case-exists', 'nothing released yet')
  t.equal(
    await codeOf(reply(17, { case: held.head.case, inReplyTo: held.head.id })),
    'case-unknown',
  )
  const corrects = { case: first.head.case, corrects: first.head.id }
  t.equal(await codeOf(disclosureItem(18, { head: corrects })), 'ok')
  t.equal(await codeOf(reply(19, corrects)), 'case-unknown', "one corrects one's own")
})

t.test('what is sealed to a retired key, or sent by a revoked member, is refused', async (t) => {
  const item = disclosureItem(20, { kid: testSealingKey(99).kid })
  t.equal(await codeOf(item), 'key-retired')
  const unlisted = { ...disclosureItem(21).head.from, credential: digestOfWord('nobody') }
  t.equal(await codeOf(disclosureItem(21, { head: { from: unlisted } })), 'credential-revoked')
})

t.test('a held disclosure is released once, by somebody else, in time', async (t) => {
  const held = disclosureItem(30, { outcome: 'held' })
  t.equal(await codeOf(countersignatureItem(held)), 'not-held', 'before it is there')
  t.equal(await codeOf(held), 'ok')
  t.equal(await codeOf(openItem(held)), 'not-released')
  t.equal(await findDisclosure(db, BOARD.agency, held.head.id), undefined, 'unseen by the receiver')
  await t.rejects(loadSubmission(db, BOARD.agency, held.head.id), { code: 'not-found' })
  const author = { member: POLICE.author.payload.member, credential: POLICE.author.digest }
  t.equal(await codeOf(countersignatureItem(held, author)), 'countersigner-is-author')
  const late = { at: '2026-03-02T09:00:00.000Z', expiresAt: '2026-03-02T09:40:00.000Z' }
  t.equal(await codeOf(countersignatureItem(held, late)), 'countersignature-expired')
  const nobody = { credential: digestOfWord('nobody') }
  t.equal(await codeOf(countersignatureItem(held, nobody)), 'credential-revoked')
  const about = { manifest: digestOfWord('another manifest') }
  t.equal(await codeOf(countersignatureItem(held, about)), 'not-held')
  const approve = countersignatureItem(held, { releases: false })
  t.equal(await codeOf(approve), 'ok', 'a first verdict of two')
  t.equal((await findDisclosure(db, POLICE.agency, held.head.id))?.state, 'held')
  const uninformed = countersignatureItem(held, { verdict: 'two-person' })
  t.equal(await codeOf(uninformed), 'verdicts-changed', 'weighed without the first')
  const second = countersignatureItem(held, { verdict: 'two-person', known: 1 })
  const refuse = countersignatureItem(held, { verdict: 'refuse', releases: false })
  t.same(await together(second, refuse), ['ok', 'already-decided'], 'in one batch')
  t.equal(await codeOf(second), 'already-recorded')
  t.match(await findDisclosure(db, BOARD.agency, held.head.id), {
    state: 'released',
    decision: { digest: second.decision!.digest },
  })
  t.same(
    (await listStatementsAbout(db, BOARD.agency, held.head.id)).map(({ kind }) => kind),
    ['manifest', 'countersignature', 'countersignature', 'receipt'],
  )
  t.equal(await codeOf(countersignatureItem(disclosureItem(1))), 'not-held', 'it was never held')
})

t.test('a refused disclosure stays refused', async (t) => {
  const held = disclosureItem(31, { outcome: 'held' })
  const refuse = countersignatureItem(held, { verdict: 'refuse', releases: false })
  t.same(await together(held, refuse, countersignatureItem(held)), ['ok', 'ok', 'already-decided'])
  t.equal((await findDisclosure(db, POLICE.agency, held.head.id))?.state, 'refused')
})

t.test('opening and receipts are of a function that reads it, under this manifest', async (t) => {
  const item = disclosureItem(40)
  t.equal(await codeOf(item), 'ok')
  t.equal(await codeOf(openItem(item)), 'ok')
  t.equal(await codeOf(openItem(item)), 'already-recorded')
  const at = '2026-03-02T10:00:00.000Z'
  t.equal(await codeOf(openItem(item, { at, manifest: digestOfWord('other') })), 'not-released')
  const stranger = { at, function: 'socialnamnden-latsasby/annan' }
  t.equal(await codeOf(openItem(item, stranger)), 'not-released')
  t.equal(
    await codeOf(openItem(item, { at, credential: digestOfWord('nobody') })),
    'credential-revoked',
  )
  t.equal(
    await codeOf(receiptItem(item, 'registered', { credential: digestOfWord('nobody') })),
    'credential-revoked',
  )
  t.equal(await codeOf(receiptItem(item, 'registered', stranger)), 'not-released')
  t.equal(await codeOf(receiptItem(disclosureItem(41), 'registered')), 'not-released')
})

t.test('one member of a function takes a disclosure over, also when two try at once', async (t) => {
  const item = disclosureItem(42)
  t.equal(await codeOf(item), 'ok')
  const one = receiptItem(item, 'taken-over')
  const two = receiptItem(item, 'taken-over', { at: '2026-03-02T09:56:00.000Z' })
  t.same(await together(one, two), ['ok', 'already-taken'])
  t.equal(await codeOf(one), 'already-recorded')
})

t.test('what is answered names an answer of this agency', async (t) => {
  const item = disclosureItem(43)
  const answer = disclosureItem(44, {
    from: BOARD,
    head: { case: item.head.case, inReplyTo: item.head.id },
  })
  const early = receiptItem(item, 'answered', { answer: answer.head.id })
  t.same(await together(item, early, answer), ['ok', 'answer-unknown', 'ok'], 'in order')
  t.equal(
    await codeOf(receiptItem(item, 'answered', { answer: disclosureItem(1).head.id })),
    'answer-unknown',
  )
  t.equal(await codeOf(early), 'ok', 'an answer that came later')
})

t.test('a revocation and a new key act from their record on, within the batch too', async (t) => {
  const held = disclosureItem(50, { outcome: 'held' })
  t.equal(await codeOf(held), 'ok')
  const [, , , , first] = directoryItems(POLICE)
  const next = rosterItem(POLICE, {
    number: 2,
    previous: first!.statement.digest,
    members: POLICE.roster.members.filter(({ credential }) => credential !== POLICE.author.digest),
    revocations: [
      {
        credential: POLICE.author.digest,
        kid: POLICE.author.key.kid,
        revokedAt: '2026-03-02T09:00:00.000Z',
        reason: 'left',
      },
    ],
  })
  t.same(await together(disclosureItem(51), next, disclosureItem(52)), [
    'ok',
    'ok',
    'credential-revoked',
  ])
  t.equal(await codeOf(disclosureItem(51)), 'id-spent', 'the answer stays, whatever has changed')
  t.equal(
    await codeOf(countersignatureItem(held)),
    'credential-revoked',
    'nothing of a revoked author is released',
  )
  const refuse = countersignatureItem(held, { verdict: 'refuse', releases: false })
  t.equal(await codeOf(refuse), 'ok', 'but it can be refused')
  const [, , , , board] = directoryItems(BOARD)
  const rotated = rosterItem(BOARD, {
    number: 2,
    previous: board!.statement.digest,
    functions: BOARD.roster.functions.map((entry) => ({
      ...entry,
      kid: testSealingKey(99).kid,
      retired: [{ kid: entry.kid, retiredAt: '2026-03-02T09:30:00.000Z' }],
    })),
  })
  t.equal(await codeOf(rotated), 'ok')
  t.equal(
    await codeOf(openItem(disclosureItem(42), { at: '2026-03-02T10:01:00.000Z' })),
    'ok',
    'what was released before stays readable',
  )
})

t.test('each of these verdicts was given above', async (t) => {
  const verdicts = [
    'agreement-not-in-force',
    'already-decided',
    'already-recorded',
    'already-taken',
    'answer-unknown',
    'case-exists',
    'case-unknown',
    'countersignature-expired',
    'countersigner-is-author',
    'credential-revoked',
    'id-conflict',
    'id-spent',
    'key-in-use',
    'key-retired',
    'not-held',
    'not-released',
    'ok',
    'root-not-next',
    'root-unknown',
    'roster-not-next',
    'verdicts-changed',
  ]
  t.same([...seen].sort(), verdicts)
  t.ok(log instanceof Sequencer)
  await log.stop()
})

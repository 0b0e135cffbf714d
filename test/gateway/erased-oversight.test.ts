/** Who oversaw is erased with who acted: nobody is named beside the directory, and nothing that follows from the verdicts changes. */
import t from 'tap'
import type { StoreFault } from '../../src/audit/store-check/store-fault.ts'
import { checkStore } from '../../src/gateway/check-store.ts'
import { swedishMonthBefore, swedishMonthSpan } from '../../src/policy/swedish-month.ts'
import { seedCommitment } from '../../src/protocol/review-draw.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { StatementKind, StatementPayloads } from '../../src/protocol/statement-kinds.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { actorFields, agreementOf, publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { tablesNaming } from '../fixtures/tables-naming.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000
const world = await publishedWorld(t)
const { app, police, board } = world
const { get, act } = requestsOf(world)
const { sendPlace, open, queue, decide } = reviewsOf(world)
world.now = Date.parse('2026-07-02T09:00:00.000Z')
for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
await world.publish(agreementOf(world, world.now))
await admit(world, board, {
  harald: { ekonomi: ['compliance'] },
  boel: { ekonomi: ['decision-maker'] },
})

/** Signs as a member of the board’s and has it recorded; gives the digest. */
async function say<K extends Exclude<StatementKind, 'manifest'>>(
  kind: K,
  url: string,
  payload: object,
  [slug, name]: readonly [string, string] = ['ekonomi', 'harald'],
): Promise<string> {
  world.now += 1
  const member = board.member(name)
  const said = { v: 1, ...actorFields(board, slug, member), ...payload, at: encodeTime(world.now) }
  const text = signStatement(kind, said as unknown as StatementPayloads[K], member.key)
  const answer = await act(url, text, board, name)
  if (answer.statusCode !== 201) throw new Error(`${kind}: ${answer.body}`)
  return parseStatementUnsafe(kind, text).digest
}

async function oversee(record: string, reference: string): Promise<void> {
  const span = swedishMonthSpan(swedishMonthBefore(world.now))
  const [from, until] = [encodeTime(span.from), encodeTime(span.until)]
  const commitment = seedCommitment(new Uint8Array(32).fill(3))
  await say('sample', '/v1/reviews/samples', { what: 'announce', from, until, commitment })
  const asked = { record, caseNumber: 'SN 2026/117', from, until }
  const request = await say('inquiry', '/v1/reviews/inquiries', { what: 'request', ...asked })
  const approval = { what: 'approve', ...asked, request }
  await say('inquiry', '/v1/reviews/inquiries', approval, ['ekonomi', 'boel'])
  const { kid } = board.function('vinr-mottagning').key
  const barred = [board.member('emil').member]
  const related = {
    about: 'case',
    case: reference,
    kid,
    tokens: [{ what: 'surname', token: digestOf(new Uint8Array(1)) }],
    barred,
  }
  await say('relation', '/v1/relations', related, ['vinr-mottagning', 'disa'])
  const files = [{ name: 'utdrag.csv', size: 1, digest: digestOf(new Uint8Array(1)) }]
  await say('export', '/v1/exports', { what: 'extract', files })
  const day = encodeTime(world.now - DAY).slice(0, 10)
  await say('reconciliation', '/v1/reconciliations', { with: police.agency, day, pairs: [] })
  const { digest } = (await get('/v1/reports/2026-H1', board, 'harald')).json<{ digest: string }>()
  const named = { of: board.agency, period: '2026-H1', report: digest }
  await say('report-approval', '/v1/report-approvals', named)
}

const BEFORE = [
  'content.export',
  'content.oversight',
  'content.reconciliation',
  'content.report_approval',
  'content.review',
  'content.statement',
  'facts.disclosure',
  'facts.inquiry',
  'facts.open',
  'facts.relation',
  'facts.review',
  'facts.sample',
]

t.test('what officers and members have signed names them until then', async (t) => {
  const sent = await sendPlace()
  await open(sent)
  await open(await sendPlace())
  const { rows } = await queue(board, 'harald')
  const [one, other] = rows
  t.ok(one && other)
  t.equal((await decide(board, 'harald', one!, 'ok')).statusCode, 201)
  t.equal((await queue(board, 'harald')).rows.length, rows.length - 1)
  await oversee(other!.record, sent.head.case)
  const naming = await tablesNaming(world.database.ownerDb, [police, board])
  t.same(naming, BEFORE)
})

t.test(
  'then nobody is named beside the directory, and the operator’s check misses nothing',
  async (t) => {
    world.now += 1860 * DAY
    await app.expireContent()
    const { ownerDb } = world.database
    t.same(await tablesNaming(ownerDb, [police, board]), [])
    const [relation] = await ownerDb<{ tokens: unknown; barred: unknown }[]>`
    select tokens, barred from facts.relation
  `
    t.same(relation, { tokens: [], barred: [] })
    t.same(await app.checkRecords(), [])
    const faults: StoreFault[] = []
    const log = parseVerifierKey(world.deps.logVerifierKey)
    const report = (fault: StoreFault) => void faults.push(fault)
    await checkStore({ ownerDb, log, recordKey: world.deps.recordKey, report })
    t.same(faults, [])
  },
)

t.test(
  'what was judged does not come back to the queue, nor what nobody can be asked about',
  async (t) => {
    for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
    const roles = { ekonomi: ['compliance'] } as const
    await world.publish(board.addMember('hedda', roles, { validUntil: world.now + 30 * DAY }).text)
    await world.publish(board.nextRoster(world.now))
    const seen = await queue(board, 'hedda')
    t.same(
      seen.rows.filter(({ event }) => event === 'disclosure.opened'),
      [],
    )
    t.equal(seen.undrawn, 0, 'nor is a sample that was announced then still to be drawn')
  },
)

t.test('an erasure that is written into the database alone hides nothing', async (t) => {
  const { ownerDb } = world.database
  await ownerDb`alter table facts.erasure disable trigger insert_only`
  await ownerDb`update facts.erasure set past = ${world.writer.size}`
  const answer = await get('/v1/reviews/queue', board, 'hedda')
  t.match(answer.json(), { status: 500, code: 'record-missing' })
})

t.test('the facts can be changed to nobody, and in nothing else', async (t) => {
  const asRetention = (sql: string) =>
    world.database.ownerDb.begin(async (tx) => {
      await tx.unsafe('set local role sluss_retention')
      await tx.unsafe(sql)
    })
  const denied = { code: '42501' }
  const somebody = board.member('disa').member
  for (const table of ['review', 'sample', 'inquiry', 'relation']) {
    await t.rejects(asRetention(`update facts.${table} set member = '${somebody}'`), denied)
    await t.rejects(asRetention(`update facts.${table} set recorded = 0`), denied)
    await t.rejects(asRetention(`delete from facts.${table}`), denied)
  }
  await t.rejects(
    asRetention(`update facts.relation set barred = array['${somebody}'::uuid]`),
    denied,
  )
})

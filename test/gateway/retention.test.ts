import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { encodeErased, parseLeaf } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { listEntryBodies } from '../../src/storage/tiles.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import type { StoreFault } from '../../src/audit/store-check/store-fault.ts'
import { checkStore } from '../../src/gateway/check-store.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { verifyEvidence } from '../../src/client/verify-evidence.ts'
import { encodeEvidence, parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import type { Evidence } from '../../src/protocol/evidence-bundle.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Receipt } from '../../src/protocol/statements/receipt.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { tablesNaming } from '../fixtures/tables-naming.ts'
import { runSluss } from '../fixtures/sluss-command.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000
const world = await publishedWorld(t)
const { app, police, board } = world
const { send, act, get } = requestsOf(world)

/** What both sides can say of it. */
async function register(
  { id, digest }: Composed,
  [agency, slug, name]: readonly [WorldAgency, string, string],
  what: Receipt['what'] = 'registered',
) {
  const member = agency.member(name)
  const about = { v: 1, disclosure: id, manifest: digest } as const
  const payload = {
    ...about,
    what,
    ...actorFields(agency, slug, member),
    at: encodeTime(world.now),
  }
  const text = signStatement('receipt', payload, member.key)
  return act(`/v1/disclosures/${id}/receipts`, text, agency, name)
}

async function open({ id, digest }: Composed) {
  const { key } = board.member('disa')
  const request = {
    v: 1,
    disclosure: id,
    manifest: digest,
    ...actorFields(board, 'vinr-mottagning', board.member('disa')),
    purpose: 'victim-support',
    conflictOfInterest: 'none',
    at: encodeTime(world.now),
  } as const
  return act(`/v1/disclosures/${id}/open`, signStatement('open-request', request, key))
}

async function exportEvidence({ id }: Composed): Promise<Evidence> {
  return parseEvidence((await get(`/v1/disclosures/${id}/evidence`, police, 'anna')).rawPayload)
}

function verify(evidence: Evidence) {
  const { pins, logVerifierKey: log } = world.deps
  const result = verifyEvidence(encodeEvidence(evidence), { pins, log, now: world.now })
  const failed = result.checks.filter(({ ok }) => !ok).map(({ name, code }) => [name, code])
  return { failed, isExpired: result.isExpired }
}

/** Both agencies publish today’s roster, as each does every day. */
async function publishRosters() {
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
}

const sent = compose(world)
await send(sent.bytes)
await open(sent)

/** What the thread says of when it goes. */
async function told(agency: WorldAgency, name: string) {
  const { messages } = (await get(`/v1/cases/${sent.head.case}`, agency, name)).json<{
    messages: { dueAt?: string; registeredAt?: string }[]
  }>()
  const { dueAt, registeredAt } = messages[0]!
  return { dueAt, registeredAt }
}

t.test('the sending side registers too; it says nothing else about what it sent', async (t) => {
  const own = [police, 'utredning', 'anna'] as const
  t.match((await register(sent, own, 'taken-over')).json(), { code: 'not-found' })
  const latest = encodeTime(world.now + 365 * DAY)
  t.same(await told(police, 'anna'), { dueAt: latest, registeredAt: undefined })
  t.equal((await register(sent, own)).statusCode, 201)
  t.match(await told(board, 'disa'), { dueAt: latest, registeredAt: encodeTime(world.now) })
  t.equal((await register(sent, [board, 'vinr-mottagning', 'emil'])).statusCode, 201)
  for (const [agency, name] of [
    [police, 'anna'],
    [board, 'disa'],
  ] as const)
    t.equal((await told(agency, name)).dueAt, encodeTime(world.now + 30 * DAY), 'the day is told')
  t.same(verify(await exportEvidence(sent)), { failed: [], isExpired: false })
})

t.test('content stays until 30 days after both have registered it', async (t) => {
  world.now += 30 * DAY - 1
  t.equal(await app.expireContent(), 0)
})

t.test('then it goes, with one record, however many processes look', async (t) => {
  world.now += 1
  const index = world.writer.size - 1
  const counts = await Promise.all([app.expireContent(), app.expireContent()])
  t.same(counts.toSorted(), [0, 1])
  t.match(await recordsAfter(world, index), [{ ev: 'content.expired', actor: null }])
  t.equal(await app.expireContent(), 0)
})

t.test('what has expired is said to have, and cannot be opened', async (t) => {
  await publishRosters()
  t.match((await open(sent)).json(), { status: 410, code: 'content-expired' })
  t.equal((await told(police, 'anna')).dueAt, undefined, 'there is nothing left to go')
  const seen = (await get(`/v1/disclosures/${sent.id}`)).json()
  t.equal(seen.contentExpiredAt, encodeTime(world.now))
  t.equal(seen.receipts.length, 3)
})

t.test(
  'evidence without the content says that it expired, and still proves the rest',
  async (t) => {
    const evidence = await exportEvidence(sent)
    t.same(verify(evidence), { failed: [], isExpired: true })
    const withoutRecord = {
      ...evidence,
      records: evidence.records.filter(
        ({ body }) => !String(body && Buffer.from(body)).includes('content.expired'),
      ),
    }
    t.same(verify(withoutRecord), {
      failed: [['contents', 'submission-invalid']],
      isExpired: false,
    })
  },
)

t.test('sluss verify says that the content has expired, and that the rest holds', async (t) => {
  const file = join(t.testdir(), 'evidence.sluss')
  await writeFile(file, encodeEvidence(await exportEvidence(sent)))
  const { pins, logVerifierKey } = world.deps
  const words = Array.from(pins, ([agency, pin]) => ['--pin', `${agency}=${pin}`]).flat()
  const { exit, stdout, stderr } = await runSluss(
    ['verify', file, ...words, '--log', logVerifierKey, '--json'],
    {},
  )
  t.equal(exit, 0, stderr)
  t.match(JSON.parse(stdout), { ok: true, contentExpired: true })
  t.match(stderr, /Innehållet är gallrat/)
})

t.test(
  'after five years the records no longer say who acted, once, and the log still verifies',
  async (t) => {
    const acted = async () => {
      const [row] = await world.database.ownerDb<{ n: number }[]>`
      select count(detail)::int as n from content.record
    `
      return row!.n
    }
    const [before, size] = [await acted(), world.writer.size]
    t.ok(before > 5)
    t.same(await tablesNaming(world.database.ownerDb, [police, board]), [
      'content.statement',
      'facts.disclosure',
      'facts.open',
      'facts.receipt',
    ])
    world.now += 1790 * DAY
    await Promise.all([app.expireContent(), app.expireContent()])
    t.equal(await acted(), before)
    const index = world.writer.size - 1
    world.now += 66 * DAY
    await Promise.all([app.expireContent(), app.expireContent()])
    t.equal(await acted(), 0)
    const told = await app.inject('/v1/log/erasures')
    t.equal(told.statusCode, 200, told.body)
    const { erasures } = told.json()
    t.equal(erasures.length, 1)
    const [{ position, what, from, to }] = erasures
    t.ok(position > index && to >= size)
    const [leaf] = await listEntryBodies(world.database.db, position, position + 1)
    t.match(parseLeaf(leaf!), {
      ev: 'content.erased',
      digest: digestOf(encodeErased({ what, from, to })),
    })
    t.same(await app.checkRecords(), [], 'and nothing is missing but that')
    t.same(
      await tablesNaming(world.database.ownerDb, [police, board]),
      [],
      'nobody is named beside the directory',
    )
    const log = parseVerifierKey(world.deps.logVerifierKey)
    const faults: StoreFault[] = []
    const { ownerDb } = world.database
    const report = (fault: StoreFault) => void faults.push(fault)
    await checkStore({ ownerDb, log, recordKey: world.deps.recordKey, report })
    t.same(faults, [], 'nor does the operator’s check miss anything')
    t.equal(await checkLog(world.database.ownerDb, log), world.writer.size)
  },
)

t.test('the facts of what was erased can be changed to nobody, and in nothing else', async (t) => {
  const { ownerDb } = world.database
  const asRetention = (sql: string) =>
    ownerDb.begin(async (tx) => {
      await tx.unsafe('set local role sluss_retention')
      await tx.unsafe(sql)
    })
  const somebody = police.member('anna').member
  const denied = { code: '42501' }
  await t.rejects(asRetention(`update facts.open set member = '${somebody}'`), denied)
  await t.rejects(asRetention(`update facts.open set function = 'x/y'`), denied)
  await t.rejects(asRetention('delete from facts.open'), denied)
  await t.rejects(asRetention('update facts.release set at = now()'), denied)
  await asRetention('update facts.open set member = facts.nobody()')
})

t.test('an extract says that of what was erased nobody knows whom it was about', async (t) => {
  const roles = { beslut: ['compliance'] } as const
  await world.publish(police.addMember('nils', roles, { validUntil: world.now + DAY }).text)
  await publishRosters()
  const asked = {
    cases: [sent.head.case],
    role: 'victim',
    mayReachFearedPerpetrator: false,
    delivery: 'in-person',
  }
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/extracts',
    headers: { authorization: await world.token(police, 'nils') },
    payload: asked,
  })
  t.equal(answer.statusCode, 200, answer.body)
  t.match(answer.json(), { entries: [], notRetained: 1 })
})

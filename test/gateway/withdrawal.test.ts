import t from 'tap'
import { verifyEvidence } from '../../src/client/verify-evidence.ts'
import { parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { Withdrawal } from '../../src/protocol/statements/withdrawal.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed, Recipe } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, act, get } = requestsOf(world)
const reception = board.function('vinr-mottagning')

async function sendOne(recipe: Recipe = {}): Promise<Composed> {
  const sent = compose(world, recipe)
  await send(sent.bytes)
  return sent
}

/** A withdrawal as a member of the police sends it. */
async function withdraw(
  sent: Composed,
  changes: Partial<Withdrawal> = {},
  { name = 'anna', slug = 'utredning', agency = police as WorldAgency } = {},
) {
  const member = agency.member(name)
  const payload: Withdrawal = {
    v: 1,
    disclosure: sent.id,
    manifest: sent.digest,
    ...actorFields(agency, slug, member),
    reasons: ['wrong-receiver', 'address'],
    at: encodeTime(world.now),
    ...changes,
  }
  const text = signStatement('withdrawal', payload, member.key)
  return act(`/v1/disclosures/${sent.id}/withdrawals`, text, agency, name)
}

/** An opening by the social board. */
async function open(sent: Composed, at = world.now) {
  const { key } = board.member('disa')
  const request = {
    v: 1,
    disclosure: sent.id,
    manifest: sent.digest,
    ...actorFields(board, 'vinr-mottagning', board.member('disa')),
    purpose: 'victim-support',
    conflictOfInterest: 'none',
    at: encodeTime(at),
  } as const
  const text = signStatement('open-request', request, key)
  return act(`/v1/disclosures/${sent.id}/open`, text)
}

/** Evidence as somebody exports it, verified offline. */
async function evidenceOf({ id }: Composed, agency: WorldAgency, name: string) {
  const { rawPayload, statusCode } = await get(`/v1/disclosures/${id}/evidence`, agency, name)
  if (statusCode !== 200) throw new Error(`no evidence: ${statusCode}`)
  const { pins, logVerifierKey: log } = world.deps
  return {
    bundle: parseEvidence(rawPayload),
    result: verifyEvidence(rawPayload, { pins, log, now: world.now }),
  }
}

t.test('what nobody has opened is recalled: no opening, and both sides see it', async (t) => {
  const sent = await sendOne()
  const index = world.writer.size - 1
  const answer = await withdraw(sent)
  t.equal(answer.statusCode, 201, answer.body)
  t.match(answer.json(), { state: 'recalled', index: world.writer.size - 1 })
  t.match(await recordsAfter(world, index), [
    { ev: 'disclosure.withdrawn', actor: police.member('anna').member },
  ])
  const refused = await open(sent)
  t.match(refused.json(), { status: 410, code: 'recalled' })
  t.match(refused.json().sv, { title: 'Avsändaren har återkallat meddelandet' })
  const seen = (await get(`/v1/disclosures/${sent.id}`)).json()
  t.equal(seen.state, 'recalled')
  t.same(parseStatementUnsafe('withdrawal', seen.withdrawals[0]).payload.reasons, [
    'wrong-receiver',
    'address',
  ])
  const [line] = (await get(`/v1/inbox?function=${reception.id}`)).json().items
  t.match(line, { id: sent.id, state: 'recalled' })
  const { bundle, result } = await evidenceOf(sent, police, 'anna')
  t.equal(bundle.statements.withdrawal.length, 1)
  t.match(result, { ok: true, isExpired: false }, JSON.stringify(result.checks))
})

t.test('what somebody has opened stays open to him, and tells him that it was wrong', async (t) => {
  const sent = await sendOne()
  t.equal((await open(sent)).statusCode, 200)
  t.match((await withdraw(sent)).json(), { state: 'withdrawn-late' })
  t.match((await get(`/v1/disclosures/${sent.id}`)).json(), { state: 'withdrawn-late' })
  t.equal((await open(sent, world.now + 1000)).statusCode, 200)
  const { result } = await evidenceOf(sent, board, 'disa')
  t.equal(result.ok, true, JSON.stringify(result.checks))
})

t.test('what is held is cancelled, by its author or its decision-maker', async (t) => {
  for (const [name, slug] of [
    ['anna', 'utredning'],
    ['chef', 'beslut'],
  ] as const) {
    const sent = await sendOne({ escalates: true })
    t.match((await withdraw(sent, {}, { name, slug })).json(), { state: 'cancelled' })
    t.equal((await get(`/v1/disclosures/${sent.id}`)).statusCode, 404)
    t.equal((await get(`/v1/disclosures/${sent.id}/held`, police, 'chef')).statusCode, 409)
    t.match((await get(`/v1/disclosures/${sent.id}`, police, 'anna')).json(), {
      state: 'cancelled',
    })
    const { result } = await evidenceOf(sent, police, 'anna')
    t.equal(result.ok, true, JSON.stringify(result.checks))
  }
})

t.test('once is enough', async (t) => {
  const sent = await sendOne()
  const answers = [
    await withdraw(sent),
    await withdraw(sent),
    await withdraw(sent, { reasons: ['other'] }),
  ]
  t.same(
    answers.map((answer) => answer.json().code ?? answer.statusCode),
    [201, 'already-recorded', 'already-withdrawn'],
  )
})

t.test('an opening and a withdrawal at once: one is first, and the other is told', async (t) => {
  for (let i = 0; i < 10; i++) {
    const sent = await sendOne()
    const [opened, withdrawn] = await Promise.all([open(sent), withdraw(sent)])
    t.equal(withdrawn.statusCode, 201)
    const expected = opened.statusCode === 200 ? 'withdrawn-late' : 'recalled'
    t.equal(withdrawn.json().state, expected)
    if (opened.statusCode !== 200) t.match(opened.json(), { code: 'recalled' })
    t.match((await get(`/v1/disclosures/${sent.id}`)).json(), { state: expected })
  }
})

t.test('nobody withdraws but the sending side, in its own name', async (t) => {
  const sent = await sendOne()
  const byReceiver = { agency: board, name: 'disa', slug: 'vinr-mottagning' }
  t.match((await withdraw(sent, {}, byReceiver)).json(), { status: 404, code: 'not-found' })
  const byColleague = { name: 'tora', slug: 'trafik' }
  t.match((await withdraw(sent, {}, byColleague)).json(), { status: 404, code: 'not-found' })
  const another = actorFields(police, 'utredning', police.member('bert'))
  t.match((await withdraw(sent, another)).json(), { code: 'credential-mismatch' })
  const early = { at: encodeTime(world.now - 301_000) }
  t.match((await withdraw(sent, early)).json(), { code: 'clock-skew' })
  t.match((await get(`/v1/disclosures/${sent.id}`)).json(), { state: 'released', withdrawals: [] })
})

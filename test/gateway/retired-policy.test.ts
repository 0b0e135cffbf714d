/** A sender who checked under law that was replaced meanwhile: decided under the law that holds, told so, and proven. */
import t from 'tap'
import { verifyEvidence } from '../../src/client/verify-evidence.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { adopt } from '../fixtures/policy-change.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000
const world = await publishedWorld(t)
const { app, police, board, deps } = world
const { send, act, get } = requestsOf(world)
const NOTES = ['policy-set-retired']

/** The first wording of the law; from here on the second is in force. */
const retired = world.active
const active = buildPolicySet({ ...structuredClone(retired.pack), lawReadUntil: '2027-01-01' })
await adopt(world, active)
await world.publish(police.nextRoster(world.now))

/** The codes of the checks that a party's bundle fails. */
async function failuresOf({ id }: Composed): Promise<unknown[]> {
  const { rawPayload } = await get(`/v1/disclosures/${id}/evidence`, police, 'anna')
  const { pins, logVerifierKey: log } = deps
  const { checks } = verifyEvidence(rawPayload, { pins, log, now: world.now })
  return checks.filter(({ ok }) => !ok)
}

async function approve({ id, digest }: Composed, decision: string, policySet: string) {
  const text = signStatement(
    'countersignature',
    {
      v: 1,
      disclosure: id,
      manifest: digest,
      decision,
      policySet,
      verdict: 'approve',
      ...actorFields(police, 'beslut', police.member('chef')),
      at: encodeTime(world.now),
      expiresAt: encodeTime(world.now + 3_600_000),
    },
    police.member('chef').key,
  )
  return (await act(`/v1/disclosures/${id}/countersignatures`, text, police, 'chef')).json()
}

async function dryRun({ head, manifest }: Composed) {
  const parts = manifest.parts.map(({ id, subject, category, readers }) => ({
    id,
    subject,
    category,
    readers,
  }))
  const authorization = await world.token(police, 'anna')
  const payload = { head, parts }
  return (
    await app.inject({ method: 'POST', url: '/v1/decisions', headers: { authorization }, payload })
  ).json()
}

t.test('it is decided under the active set, and the answer says so', async (t) => {
  const sent = compose(world)
  t.not(sent.head.policySet, active.digest)
  const decided = { policySet: active.digest }
  t.match((await send(sent.bytes)).json(), { state: 'released', notes: NOTES, decision: decided })
  t.same(await failuresOf(sent), [])
})

t.test('the dry run says so too', async (t) => {
  t.match(await dryRun(compose(world)), { policySet: active.digest, notes: NOTES })
  t.match(await dryRun(compose({ ...world, active })), { policySet: active.digest, notes: [] })
})

t.test('that it would have been decided otherwise is noted', async (t) => {
  const { digest, pack } = world.deps.policySets.active
  t.match((await send(compose(world).bytes)).json(), { notes: NOTES })
  const stricter = structuredClone(pack)
  const [wording] = stricter.gateways.find(({ id }) => id === 'osl-12-2')!.versions
  Object.assign(wording!, { opens: wording!.opens.filter((lock) => lock !== 'osl-35-1') })
  await adopt(world, buildPolicySet(stricter))
  const late = { ...world, now: world.now, active: { ...world.active, digest } }
  t.match((await send(compose(late).bytes)).json(), {
    code: 'policy-denied',
    decision: { outcome: 'deny' },
  })
  t.match(await dryRun(compose(late)), {
    outcome: 'deny',
    notes: ['policy-set-retired', 'policy-set-decides-otherwise'],
  })
  await adopt(world, active)
})

t.test('held and approved, its evidence verifies', async (t) => {
  const sent = compose(world, { escalates: true })
  t.match((await send(sent.bytes)).json(), { state: 'held', notes: NOTES })
  const { decisionDigest } = (await get(`/v1/disclosures/${sent.id}`, police, 'anna')).json()
  t.match(await approve(sent, decisionDigest, retired.digest), { code: 'policy-set-mismatch' })
  t.match(await approve(sent, decisionDigest, active.digest), { state: 'released' })
  t.same(await failuresOf(sent), [])
})

t.test('a day later it is refused, and so is its dry run', async (t) => {
  const retiredAt = START + 3_600_000
  for (const accepted of [retiredAt + DAY - 3_600_000, retiredAt + DAY - 1]) {
    world.now = accepted
    for (const agency of [police, board]) await world.publish(agency.nextRoster(accepted))
    t.match((await send(compose(world).bytes)).json(), { state: 'released', notes: NOTES })
  }
  world.now = retiredAt + DAY
  t.match((await send(compose(world).bytes)).json(), { code: 'policy-set-unknown' })
  t.match(await dryRun(compose(world)), { code: 'policy-set-unknown' })
})

import t from 'tap'
import { buildPolicySet } from '../../src/policy/pack.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Countersignature } from '../../src/protocol/statements/countersignature.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { adopt } from '../fixtures/policy-change.ts'
import { START, actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'
import { approvalOf } from '../fixtures/world-countersignature.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed, Recipe } from '../fixtures/world-disclosure.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, act, get } = requestsOf(world)
const reception = board.function('vinr-mottagning')

/** Sends something that is held, and gives what a verdict must name. */
async function hold(recipe: Recipe) {
  const sent = compose(world, recipe)
  const answer = await send(sent.bytes)
  const looked = (await get(`/v1/disclosures/${sent.id}`, police, 'anna')).json()
  return { sent, answer: answer.json(), decision: looked.decisionDigest as string }
}

function verdictOf(
  { sent, decision }: { readonly sent: Composed; readonly decision: string },
  changes: Partial<Countersignature> = {},
): Countersignature {
  return { ...approvalOf(world, { agency: police, sent, decision }), ...changes }
}

async function judge(verdict: Countersignature, name = 'chef') {
  const text = signStatement('countersignature', verdict, police.member(name).key)
  return act(`/v1/disclosures/${verdict.disclosure}/countersignatures`, text, police, name)
}

/** A victim in the population register's protection, whose data two persons must handle (OSL 21:3). */
const PROTECTED: Recipe = {
  head: {
    subjects: [{ id: 's1', role: 'victim', protection: 'sekretessmarkering' }],
    facts: { investigationInterest: false, addressFromRegister: false },
  },
}

t.test('a refusal ends it: nobody receives it, and no later verdict counts', async (t) => {
  const held = await hold({ escalates: true })
  const refused = await judge(verdictOf(held, { verdict: 'refuse' }))
  t.match(refused.json(), { state: 'refused' })
  t.match((await judge(verdictOf(held))).json(), { status: 409, code: 'already-decided' })
  t.equal((await get(`/v1/disclosures/${held.sent.id}`)).statusCode, 404)
})

t.test('the author cannot approve', async (t) => {
  const held = await hold({ escalates: true })
  const verdict = verdictOf(held, actorFields(police, 'utredning', police.member('anna')))
  t.match((await judge(verdict, 'anna')).json(), { code: 'countersigner-is-author' })
})

t.test('a colleague without the role cannot approve', async (t) => {
  const held = await hold({ escalates: true })
  const verdict = verdictOf(held, actorFields(police, 'utredning', police.member('bert')))
  t.match((await judge(verdict, 'bert')).json(), { code: 'not-in-function' })
})

t.test('a verdict that has run out does not count', async (t) => {
  const held = await hold({ escalates: true })
  const verdict = verdictOf(held, {
    at: encodeTime(world.now - 240_000),
    expiresAt: encodeTime(world.now - 60_000),
  })
  t.match((await judge(verdict)).json(), { code: 'countersignature-expired' })
})

t.test('a verdict over another manifest does not count', async (t) => {
  const held = await hold({ escalates: true })
  const verdict = verdictOf(held, { manifest: digestOf(encodeUtf8('other')) })
  t.match((await judge(verdict)).json(), { code: 'manifest-mismatch' })
})

t.test('two verdicts at once release it once', async (t) => {
  const held = await hold({ escalates: true })
  const answers = await Promise.all([
    judge(verdictOf(held)),
    judge(verdictOf(held, { expiresAt: encodeTime(world.now + 7_200_000) })),
  ])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [201, 409])
})

t.test(
  'two persons where the rule demands it: any second author of the function will do',
  async (t) => {
    const held = await hold(PROTECTED)
    t.match(held.answer, { state: 'held', needs: ['two-person'] })
    const verdict = verdictOf(held, {
      verdict: 'two-person',
      ...actorFields(police, 'utredning', police.member('bert')),
    })
    t.match((await judge(verdict, 'bert')).json(), { state: 'released', needs: [] })
  },
)

t.test('words that the guard found about somebody protected wait for a second look', async (t) => {
  const held = await hold({
    head: {
      ...PROTECTED.head,
      guard: { version: 'guard-1', hits: [{ detector: 'phone-number', count: 1 }], overrides: [] },
    },
  })
  t.same(held.answer.needs, ['two-person', 'guard-release'])
  const bert = actorFields(police, 'utredning', police.member('bert'))
  const first = await judge(verdictOf(held, { verdict: 'guard-release', ...bert }), 'bert')
  t.match(first.json(), { state: 'held', needs: ['two-person'] })
  const second = await judge(verdictOf(held, { verdict: 'two-person', ...bert }), 'bert')
  t.match(second.json(), { state: 'released' })
})

t.test('a verdict that has run out by the release does not count towards it', async (t) => {
  const held = await hold({
    head: {
      ...PROTECTED.head,
      decisionFunction: police.function('beslut').id,
      guard: { version: 'guard-1', hits: [{ detector: 'phone-number', count: 1 }], overrides: [] },
    },
  })
  const bert = actorFields(police, 'utredning', police.member('bert'))
  const first = verdictOf(held, {
    verdict: 'guard-release',
    ...bert,
    expiresAt: encodeTime(world.now + 60_000),
  })
  t.match((await judge(first, 'bert')).json(), { state: 'held', needs: ['two-person'] })
  world.now += 120_000
  const second = await judge(verdictOf(held, { verdict: 'two-person', ...bert }), 'bert')
  t.match(second.json(), { state: 'held', needs: ['guard-release'] })
  t.match((await judge(verdictOf(held))).json(), { state: 'released' }, 'an approval covers both')
  world.now = START
})

t.test('law that asks for one more person at the release is not passed over', async (t) => {
  const held = await hold({
    parts: [['identity', 'Tuvalisa']],
    head: {
      ...PROTECTED.head,
      facts: { investigationInterest: false, togetherRevealPlace: false },
      guard: { version: 'guard-1', hits: [{ detector: 'phone-number', count: 1 }], overrides: [] },
    },
  })
  t.same(held.answer.needs, ['guard-release'])
  const pack = structuredClone(world.active.pack)
  const lock = pack.locks.find(({ id }) => id === 'osl-35-1')!
  Object.assign(lock.versions[0]!, {
    obligations: [{ code: 'two-person', text: { sv: 'Två personer.', en: 'Two persons.' } }],
  })
  await adopt(world, buildPolicySet(pack))
  const bert = actorFields(police, 'utredning', police.member('bert'))
  const verdict = verdictOf(held, { verdict: 'guard-release', ...bert })
  t.match((await judge(verdict, 'bert')).json(), { code: 'decision-changed' })
  await adopt(world, world.active)
  world.now = START
})

t.test('only who gives the verdict sees what is held', async (t) => {
  const held = await hold({ escalates: true })
  const url = `/v1/disclosures/${held.sent.id}/held`
  t.equal((await get(url, police, 'chef')).statusCode, 200)
  t.equal((await get(url, police, 'tora')).statusCode, 404)
  t.equal((await get(url, board, 'disa')).statusCode, 404)
  const box = (
    await get(`/v1/inbox?function=${police.function('beslut').id}&box=held`, police, 'chef')
  ).json()
  t.ok(box.items.some(({ id }: { id: string }) => id === held.sent.id))
})

t.test('a receiver of the sending agency itself knows nothing of what is held', async (t) => {
  const held = await hold({ escalates: true, to: [reception, police.function('trafik')] })
  t.equal(held.answer.state, 'held')
  for (const path of ['', '/evidence'])
    t.equal((await get(`/v1/disclosures/${held.sent.id}${path}`, police, 'tora')).statusCode, 404)
})

t.test('all checks run again at release', async (t) => {
  const held = await hold({ escalates: true })
  const anna = police.member('anna')
  police.members.delete('anna')
  await world.publish(
    police.nextRoster(START, {
      revocations: [
        {
          credential: anna.credential,
          kid: anna.key.kid,
          revokedAt: encodeTime(START),
          reason: 'key-compromised',
        },
      ],
    }),
  )
  const index = world.writer.size - 1
  t.match((await judge(verdictOf(held))).json(), { code: 'credential-revoked' })
  t.match(await recordsAfter(world, index), [{ ev: 'request.refused', code: 'credential-revoked' }])
  t.equal((await get(`/v1/disclosures/${held.sent.id}`)).statusCode, 404)
  t.notMatch((await get(`/v1/inbox?function=${reception.id}`)).body, held.sent.id)
})

/** Two colleagues give the two verdicts that a disclosure waits for in the same moment: it is released, once. */
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Verdict } from '../../src/protocol/vocabulary.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, writer } = world
const { send, act, get } = requestsOf(world)

/** Sends what waits for two persons and for somebody who has looked at the words that the guard found. */
async function hold(): Promise<Composed> {
  const guard = {
    version: 'guard-1',
    hits: [{ detector: 'phone-number', count: 1 }],
    overrides: [],
  }
  const sent = compose(world, {
    head: {
      subjects: [{ id: 's1', role: 'victim', protection: 'sekretessmarkering' }],
      facts: { investigationInterest: false, addressFromRegister: false },
      decisionFunction: police.function('beslut').id,
      guard,
    },
  })
  const answer = (await send(sent.bytes)).json()
  t.same(answer.needs, ['two-person', 'guard-release'])
  return sent
}

async function judge({ id, digest }: Composed, verdict: Verdict, validFor = 3_600_000) {
  const [slug, name] = verdict === 'approve' ? ['beslut', 'chef'] : ['utredning', 'bert']
  const held = (await get(`/v1/disclosures/${id}`, police, 'anna')).json()
  const text = signStatement(
    'countersignature',
    {
      v: 1,
      disclosure: id,
      manifest: digest,
      decision: held.decisionDigest,
      policySet: world.active.digest,
      verdict,
      ...actorFields(police, slug!, police.member(name!)),
      at: encodeTime(world.now),
      expiresAt: encodeTime(world.now + validFor),
    },
    police.member(name!).key,
  )
  const url = `/v1/disclosures/${id}/countersignatures`
  return (await act(url, text, police, name)).json() as { state?: string; code?: string }
}

async function stateOf({ id }: Composed): Promise<string> {
  return (await get(`/v1/disclosures/${id}`, police, 'anna')).json().state
}

t.test('two different verdicts at once release it', async (t) => {
  for (let round = 0; round < 20; round++) {
    const sent = await hold()
    const answers = await Promise.all([judge(sent, 'two-person'), judge(sent, 'guard-release')])
    t.same(answers.map(({ state }) => state).sort(), ['held', 'released'])
    t.equal(await stateOf(sent), 'released')
  }
})

t.test('a verdict that was weighed before another was recorded is weighed again', async (t) => {
  const sent = await hold()
  const append = writer.append.bind(writer)
  const before: unknown[] = []
  writer.append = async (item) => {
    if (item.kind === 'countersignature') {
      writer.append = append
      before.push(await judge(sent, 'guard-release'))
    }
    return append(item)
  }
  t.match(await judge(sent, 'two-person'), { state: 'released' })
  t.match(before, [{ state: 'held' }])
  t.equal(await stateOf(sent), 'released')
})

t.test('an approval at the same moment as another verdict releases it', async (t) => {
  const sent = await hold()
  const answers = await Promise.all([judge(sent, 'two-person'), judge(sent, 'approve')])
  t.ok(answers.some(({ state }) => state === 'released'))
  t.equal(await stateOf(sent), 'released')
})

t.test('a verdict that has run out may be given again', async (t) => {
  const sent = await hold()
  t.match(await judge(sent, 'guard-release', 60_000), { state: 'held' })
  t.match(await judge(sent, 'guard-release', 120_000), { code: 'already-decided' })
  world.now += 90_000
  t.match(await judge(sent, 'two-person'), { state: 'held' })
  t.match(await judge(sent, 'guard-release'), { state: 'released' })
  world.now = START
})
